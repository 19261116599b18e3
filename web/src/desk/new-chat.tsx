import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { api } from '../api/desk-api.ts';
import type { Conversation } from '../api/desk-types.ts';
import { useNameOf } from './me.ts';
import { useQueues } from './queries.ts';
import { tellFailure } from './tell-failure.ts';
import { type FilledTemplate, TemplateForm } from './template-form.tsx';
import { useSay } from './words.tsx';

const NUMBER = /^(\+|00)[\d\s().-]{5,}$/;

/** Whom, in which queue, and what: a chat that an agent begins. */
export function NewChat(props: {
  readonly onClose: () => void;
  readonly onOpen: (id: string) => void;
}) {
  const say = useSay();
  const nameOf = useNameOf();
  const queues = useQueues().data?.items ?? [];
  const [who, setWho] = useState('');
  const [queue, setQueue] = useState<string | null>(null);
  // One press is one chat, also when it is repeated after an answer that was lost.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [settled] = useDebouncedValue(who.trim(), 250);
  const { data: found } = useQuery({
    queryKey: ['found', settled],
    queryFn: () => api.find(settled),
    enabled: settled !== '',
  });
  const known = settled === '' ? undefined : found?.items[0];
  const templates = useQuery({
    queryKey: ['templates', known?.id ?? ''],
    queryFn: () => (known === undefined ? api.allTemplates() : api.templates(known.id)),
  });
  const place = queue ?? queues[0]?.name ?? null;

  const start = async (filled: FilledTemplate): Promise<boolean> => {
    const value = who.trim();
    const recipient = { kind: NUMBER.test(value) ? 'phone' : 'external_id', value };
    try {
      const body = { key, queue: place, recipient, ...filled };
      const { conversation_id: id } = await api.start(body);
      props.onOpen(id);
      props.onClose();
      return true;
    } catch (why) {
      tellFailure(say, nameOf)(why);
      setKey(crypto.randomUUID());
      return false;
    }
  };
  return (
    <Modal
      opened
      size="lg"
      onClose={props.onClose}
      title={say('newChat')}
      closeButtonProps={{ 'aria-label': say('cancel') }}
    >
      <Stack>
        <TextInput
          data-autofocus
          required
          label={say('newChatWho')}
          description={say('newChatHelp')}
          maxLength={255}
          value={who}
          onChange={(event) => {
            setWho(event.currentTarget.value);
          }}
        />
        {known === undefined && settled !== '' && found !== undefined && (
          <p className="quiet">{say('newChatNobody')}</p>
        )}
        {known !== undefined && (
          <Known
            known={known}
            onOpen={() => {
              props.onOpen(known.id);
              props.onClose();
            }}
          />
        )}
        <Select
          label={say('newChatQueue')}
          allowDeselect={false}
          data={queues.map(({ name, title }) => ({ value: name, label: title }))}
          value={place}
          onChange={setQueue}
        />
        {who.trim() !== '' && place !== null && templates.data !== undefined && (
          <TemplateForm
            key={known?.id ?? ''}
            templates={templates.data.items}
            customer=""
            onSend={start}
            button={say('newChatSend')}
          />
        )}
      </Stack>
    </Modal>
  );
}

/** Somebody with whom there is a conversation: who has it, and a way to it. */
function Known({ known, onOpen }: { readonly known: Conversation; readonly onOpen: () => void }) {
  const say = useSay();
  const nameOf = useNameOf();
  const { owner, handoff, recipient } = known;
  const has =
    owner === 'agent'
      ? say('has', { name: nameOf(handoff?.taken_by) })
      : owner === 'nobody'
        ? say(known.blocked === null ? 'nobodyHas' : 'blockedHas')
        : say(owner === 'bot' ? 'botHas' : 'waits', { queue: handoff?.queue ?? '' });
  return (
    <Group justify="space-between" role="status">
      <span>
        {say('newChatKnown', { names: recipient.value })} · {has}
      </span>
      <Button size="compact-sm" variant="default" onClick={onOpen}>
        {say('newChatOpen')}
      </Button>
    </Group>
  );
}
