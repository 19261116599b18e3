import { ActionIcon } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { api } from '../api/desk-api.ts';
import type { DeskRow, Present } from '../api/desk-types.ts';
import { type Act, ActionBar, type Dialog } from './action-bar.tsx';
import { ActionDialogs } from './action-dialogs.tsx';
import { Blocking } from './blocking.tsx';
import { Composer } from './composer.tsx';
import { DetailsPane } from './details-pane.tsx';
import { Icon } from './icon.tsx';
import { KeepOpen } from './keep-open.tsx';
import { useMe, useNameOf } from './me.ts';
import { nameIn } from './name-in.ts';
import { keys, useConversation, useTranscript } from './queries.ts';
import { standingOf } from './standing.ts';
import { tellFailure } from './tell-failure.ts';
import type { FilledTemplate } from './template-form.tsx';
import { TranscriptView } from './transcript-view.tsx';
import { useSay } from './words.tsx';

interface Props {
  readonly id: string;
  /** Of a list, where it is in one. */
  readonly row: DeskRow | undefined;
  readonly people: readonly Present[];
  readonly onBack: () => void;
}

/** One conversation: what was said, who has it, and what one may do. */
export function ConversationView({ id, row, people, onBack }: Props) {
  const say = useSay();
  const me = useMe();
  const nameOf = useNameOf();
  const client = useQueryClient();
  const conversation = useConversation(id);
  const transcript = useTranscript(id);
  const [dialog, setDialog] = useState<Dialog>();
  const [isDetails, setDetails] = useState(false);
  const [sending, setSending] = useState<readonly string[]>([]);
  const shown = conversation.data;
  const entries = transcript.data ?? [];
  const standing = standingOf(shown, row, me);

  const readAgain = async (): Promise<void> => {
    await Promise.all([
      client.invalidateQueries({ queryKey: keys.transcript(id) }),
      client.invalidateQueries({ queryKey: keys.conversation(id) }),
      client.invalidateQueries({ queryKey: keys.rows }),
    ]);
  };
  const act: Act = async (verb, body) => {
    try {
      await api.act(id, verb, body);
      return true;
    } catch (why) {
      tellFailure(say, nameOf)(why);
      return false;
    } finally {
      void readAgain();
    }
  };
  const send = async (kind: 'reply' | 'note', text: string): Promise<boolean> => {
    const key = crypto.randomUUID();
    if (kind === 'note') return act('notes', { key, text });
    setSending((texts) => [...texts, text]);
    try {
      await api.act(id, 'reply', { key, text });
      await readAgain();
      return true;
    } catch (why) {
      tellFailure(say, nameOf)(why);
      void readAgain();
      return false;
    } finally {
      setSending((texts) => texts.filter((_, place) => place > 0));
    }
  };

  const sendTemplate = (filled: FilledTemplate): Promise<boolean> =>
    act('template', { key: crypto.randomUUID(), ...filled });

  const called = nameIn(entries) ?? row?.glimpse?.name ?? '';
  const customer = called === '' ? (shown?.recipient.value ?? '') : called;
  return (
    <div className="conversation" data-details={isDetails}>
      <section className="chat-pane" aria-label={customer}>
        <header className="chat-head">
          <ActionIcon
            className="back"
            variant="subtle"
            color="gray"
            onClick={onBack}
            aria-label={say('back')}
          >
            <Icon of="back" />
          </ActionIcon>
          <div className="chat-title">
            <h2>{customer}</h2>
            <span className="quiet">{standing.words(say, nameOf)}</span>
          </div>
          <span className="spring" />
          <ActionBar standing={standing} act={act} onDialog={setDialog} />
          <ActionIcon
            className="details-button"
            variant="subtle"
            color="gray"
            aria-label={say('details')}
            aria-expanded={isDetails}
            onClick={() => {
              setDetails(!isDetails);
            }}
          >
            <Icon of="details" />
          </ActionIcon>
        </header>
        <KeepOpen row={row} standing={standing} act={act} />
        <Blocking conversation={shown} standing={standing} act={act} />
        <TranscriptView
          id={id}
          entries={entries}
          sending={sending}
          customer={customer}
          hasOlder={transcript.hasNextPage}
          onOlder={() => void transcript.fetchNextPage()}
          isReady={!transcript.isPending}
        />
        <People people={people} />
        <Composer
          id={id}
          conversation={shown}
          standing={standing}
          called={called}
          onSend={send}
          onTemplate={sendTemplate}
        />
      </section>
      <DetailsPane
        id={id}
        row={row}
        conversation={shown}
        entries={entries}
        onShow={() => {
          setDetails(true);
        }}
      />
      <ActionDialogs
        dialog={dialog}
        row={row}
        act={act}
        onClose={() => {
          setDialog(undefined);
        }}
      />
    </div>
  );
}

/** Colleagues who look at it too, and who types. */
function People({ people }: { readonly people: readonly Present[] }) {
  const say = useSay();
  const me = useMe();
  const others = people.filter(({ id }) => id !== me.id);
  const typing = others.filter((one) => one.typing).map(({ name }) => name);
  if (others.length === 0) return null;
  const names = others.map(({ name }) => name).join(', ');
  return (
    <p className="people" role="status">
      {typing.length > 0
        ? say('typing', { names: typing.join(', ') })
        : say('viewing', { name: names })}
    </p>
  );
}
