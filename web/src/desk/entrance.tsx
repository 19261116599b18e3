import { Alert, Button, Center, Loader, Paper, Stack, TextInput, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, type SyntheticEvent, useState } from 'react';

import { api } from '../api/desk-api.ts';
import type { Session } from '../api/desk-types.ts';
import { MeContext } from './me.ts';
import { keys, useSession } from './queries.ts';
import { useSay } from './words.tsx';

/** Lets in who is signed in and has a password of their own; asks everybody else. */
export function Entrance({ children }: { readonly children: ReactNode }) {
  const say = useSay();
  const { data: session, isPending } = useSession();

  if (isPending) {
    return (
      <Center h="100dvh">
        <Loader aria-label={say('signIn')} />
      </Center>
    );
  }
  if (session === null || session === undefined) return <SignIn />;
  if (session.must_change_password) return <OwnPassword />;
  if (!session.permissions.includes('conversations.read')) {
    return (
      <Door title={say('desk')}>
        <Alert color="orange">{say('notAllowed')}</Alert>
        <Button
          variant="default"
          onClick={() =>
            void api.signOut().then(() => {
              location.reload();
            })
          }
        >
          {say('signOut')}
        </Button>
      </Door>
    );
  }
  return <MeContext value={session}>{children}</MeContext>;
}

function SignIn() {
  const say = useSay();
  const ways = useQuery({ queryKey: ['ways'], queryFn: api.ways, staleTime: Infinity });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { failure, isBusy, enter } = useEntering(() => api.signIn(email, password), password);

  return (
    <Door title={say('signIn')} onSubmit={enter} failure={failure}>
      <TextInput
        label={say('email')}
        type="email"
        autoComplete="username"
        required
        withAsterisk={false}
        autoFocus
        value={email}
        onChange={(event) => {
          setEmail(event.currentTarget.value);
        }}
      />
      <TextInput
        label={say('password')}
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={password}
        onChange={(event) => {
          setPassword(event.currentTarget.value);
        }}
      />
      <Button type="submit" loading={isBusy}>
        {say('signIn')}
      </Button>
      {ways.data?.oidc === true && (
        <Button component="a" href="/api/session/oidc" variant="default">
          {say('oidc')}
        </Button>
      )}
    </Door>
  );
}

/** What somebody signed in with a moment ago, so that they need not type it twice. */
let given = '';

function OwnPassword() {
  const say = useSay();
  const [current, setCurrent] = useState(given);
  const [next, setNext] = useState('');
  const wasGiven = given !== '';
  const { failure, isBusy, enter } = useEntering(() => api.setPassword(current, next), '');

  return (
    <Door title={say('newPasswordTitle')} onSubmit={enter} failure={failure}>
      <p className="quiet">{say('newPasswordWhy')}</p>
      {!wasGiven && (
        <TextInput
          label={say('password')}
          autoComplete="current-password"
          required
          value={current}
          onChange={(event) => {
            setCurrent(event.currentTarget.value);
          }}
        />
      )}
      <TextInput
        label={say('newPassword')}
        autoComplete="new-password"
        required
        withAsterisk={false}
        autoFocus
        value={next}
        onChange={(event) => {
          setNext(event.currentTarget.value);
        }}
      />
      <Button type="submit" loading={isBusy}>
        {say('setPassword')}
      </Button>
    </Door>
  );
}

function useEntering(work: () => Promise<Session>, password: string) {
  const say = useSay();
  const client = useQueryClient();
  const [failure, setFailure] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const enter = async (): Promise<void> => {
    setBusy(true);
    try {
      const session = await work();
      given = password;
      client.setQueryData(keys.session, session);
    } catch (why) {
      setFailure(why instanceof Error ? why.message : say('wentWrong'));
    } finally {
      setBusy(false);
    }
  };
  return { failure, isBusy, enter };
}

function Door(props: {
  readonly title: string;
  readonly children: ReactNode;
  readonly failure?: string | undefined;
  readonly onSubmit?: () => Promise<void>;
}) {
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void props.onSubmit?.();
  };
  return (
    <main className="door">
      <Paper component="form" onSubmit={submit} withBorder p="xl" w={380} maw="92vw">
        <Stack>
          <Title order={1} size="h3">
            <span className="brand">Parley</span> {props.title}
          </Title>
          {props.failure !== undefined && (
            <Alert color="red" role="alert">
              {props.failure}
            </Alert>
          )}
          {props.children}
        </Stack>
      </Paper>
    </main>
  );
}
