import {
  Button,
  Checkbox,
  Group,
  Modal,
  NativeSelect,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';

import { api } from '../api/desk-api.ts';
import type { CannedReply } from '../api/desk-types.ts';
import { useMe } from './me.ts';
import { tellFailure } from './tell-failure.ts';
import { useCanned } from './use-canned.ts';
import { useSay } from './words.tsx';

const EMPTY = { key: '', locale: '', text: '', isShared: false };

/** One's own canned replies, and the team's where one may change them. */
export function CannedEditor({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const me = useMe();
  const client = useQueryClient();
  const canned = useCanned(true);
  const [draft, setDraft] = useState(EMPTY);
  const mayShare = me.permissions.includes('canned.share');
  const mine = canned.filter(({ from }) => from === 'own' || (from === 'team' && mayShare));

  const after = (work: Promise<unknown>): void => {
    work.then(() => client.invalidateQueries({ queryKey: ['canned'] })).catch(tellFailure(say));
  };
  const save = (event: SyntheticEvent): void => {
    event.preventDefault();
    const { key, locale, text, isShared } = draft;
    after(
      api.keepCanned(isShared, { key, text, ...(locale !== '' && { locale }) }).then(() => {
        setDraft(EMPTY);
      }),
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('canned')}
      size="lg"
      closeButtonProps={{ 'aria-label': say('cancel') }}
    >
      <Stack>
        <form onSubmit={save}>
          <Stack gap="xs">
            <Group grow align="end">
              <TextInput
                data-autofocus
                label={say('cannedKey')}
                leftSection="/"
                required
                maxLength={40}
                value={draft.key}
                onChange={(event) => {
                  setDraft({ ...draft, key: event.currentTarget.value });
                }}
              />
              <NativeSelect
                label={say('language')}
                value={draft.locale}
                onChange={(event) => {
                  setDraft({ ...draft, locale: event.currentTarget.value });
                }}
                data={[
                  { value: '', label: say('cannedEvery') },
                  ...languagesIn(canned).map((value) => ({ value, label: value })),
                ]}
              />
            </Group>
            <Textarea
              label={say('cannedText')}
              description={say('cannedHelp')}
              required
              autosize
              minRows={2}
              maxRows={8}
              maxLength={4096}
              value={draft.text}
              onChange={(event) => {
                setDraft({ ...draft, text: event.currentTarget.value });
              }}
            />
            <Group justify="space-between">
              {mayShare ? (
                <Checkbox
                  label={say('cannedShare')}
                  checked={draft.isShared}
                  onChange={(event) => {
                    setDraft({ ...draft, isShared: event.currentTarget.checked });
                  }}
                />
              ) : (
                <span />
              )}
              <Button type="submit">{say('save')}</Button>
            </Group>
          </Stack>
        </form>
        {mine.map((reply) => (
          <Kept
            key={reply.id ?? reply.key}
            reply={reply}
            onEdit={() => {
              const { key, text, from, locale } = reply;
              setDraft({ key, text, locale: locale ?? '', isShared: from === 'team' });
            }}
            onRemove={() => {
              after(api.removeCanned(reply.from === 'team', reply.id ?? ''));
            }}
          />
        ))}
      </Stack>
    </Modal>
  );
}

function Kept(props: {
  readonly reply: CannedReply;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}) {
  const say = useSay();
  const { key, text, from, locale } = props.reply;
  return (
    <Group justify="space-between" wrap="nowrap" className="canned-kept">
      <span>
        <b>/{key}</b> {text}{' '}
        <span className="quiet">
          {say(`canned_${from}`)} {locale ?? ''}
        </span>
      </span>
      <Group gap={4} wrap="nowrap">
        <Button size="compact-xs" variant="default" onClick={props.onEdit}>
          {say('edit')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={props.onRemove}>
          {say('remove')}
        </Button>
      </Group>
    </Group>
  );
}

function languagesIn(canned: readonly CannedReply[]): readonly string[] {
  const found = canned.flatMap(({ locale }) => (locale === null ? [] : [locale]));
  return [...new Set(['en', 'es', ...found])].sort();
}
