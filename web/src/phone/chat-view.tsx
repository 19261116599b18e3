import './chat.css';

import { useEffect, useRef, useState } from 'react';

import { putFile, writeMessage } from '../api/sandbox-api.ts';
import type { Message, StreamState } from '../api/sandbox-types.ts';
import { Avatar } from '../ui/avatar.tsx';
import { useLocale, useWords } from '../ui/words.tsx';
import { Bubble } from './bubble.tsx';
import { Composer } from './composer.tsx';
import { DAY, TIME } from './formats.ts';
import type { PhoneState } from './phone-state.ts';

interface Props {
  readonly id: string | undefined;
  readonly phone: PhoneState;
}

/** The chat, as on the customer's phone. */
export function ChatView({ id, phone }: Props) {
  const words = useWords();
  const { known } = phone;
  const [failure, setFailure] = useState<string>();

  if (id === undefined) {
    return (
      <section className="view chat" data-view="chat" aria-label={words.chat}>
        <p className="empty">{words.pickSomebody}</p>
      </section>
    );
  }
  const write = async (text: string, file?: File): Promise<boolean> => {
    try {
      await writeMessage(id, text, file === undefined ? [] : [await putFile(file)]);
      setFailure(undefined);
      return true;
    } catch (reason) {
      setFailure(reason instanceof Error ? reason.message : words.somethingFailed);
      return false;
    }
  };
  return (
    <section className="view chat" data-view="chat" aria-label={words.chat}>
      {known !== undefined && <ChatHeader known={known} />}
      <Connection connection={phone.connection} />
      <Bubbles messages={known?.messages} onTap={(text) => void write(text)} />
      {failure !== undefined && (
        <p className="notice error chat-failure" role="alert">
          {words.somethingFailed}: {failure}
        </p>
      )}
      <Composer key={id} onSend={write} onFile={(file) => void write('', file)} />
    </section>
  );
}

function ChatHeader({ known }: { readonly known: StreamState }) {
  const words = useWords();
  const { user } = known;
  const firstName = user.profile['first_name'];
  const name =
    typeof firstName === 'string' ? firstName : (user.external_id ?? words.anonymousCustomer);
  return (
    <div className="chat-header">
      <Avatar name={name} />
      <div>
        <h2>{name}</h2>
        <p className="chat-window">
          <WindowLine known={known} />
        </p>
      </div>
    </div>
  );
}

/** Until when WhatsApp lets the business write freely, by the sandbox's clock. */
function WindowLine({ known: { user, clock } }: { readonly known: StreamState }) {
  const words = useWords();
  const locale = useLocale();
  if (user.window_ends_at === null) return words.windowNone;

  const end = new Date(user.window_ends_at);
  const isOpen = end.getTime() > Date.now() + clock.offset_ms;
  if (!isOpen) return words.windowClosed;
  return `${words.windowOpen} ${DAY(locale).format(end)}, ${TIME(locale).format(end)}`;
}

function Connection({ connection }: Pick<PhoneState, 'connection'>) {
  const words = useWords();
  return (
    <div role="status">
      {connection === 'lost' && <p className="notice warning">{words.reconnecting}</p>}
      {connection === 'connecting' && <p className="hint">{words.connecting}</p>}
    </div>
  );
}

function Bubbles(props: {
  readonly messages: readonly Message[] | undefined;
  readonly onTap: (text: string) => void;
}) {
  const words = useWords();
  const end = useRef<HTMLDivElement>(null);
  const messages = props.messages ?? [];
  const last = messages.at(-1)?.id;

  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' });
  }, [last]);

  return (
    // A scrolled region takes the focus, so that the keyboard can scroll it.
    <div className="bubbles" role="log" aria-label={words.conversation} tabIndex={0}>
      {props.messages?.length === 0 && <p className="empty">{words.emptyChat}</p>}
      {messages.map((message, index) => (
        <div key={message.id} className="bubble-row">
          <DayLine message={message} before={messages[index - 1]} />
          <Bubble message={message} onTap={props.onTap} />
        </div>
      ))}
      <div ref={end} />
    </div>
  );
}

function DayLine(props: { readonly message: Message; readonly before: Message | undefined }) {
  const locale = useLocale();
  const day = DAY(locale).format(new Date(props.message.at));
  const isNew = props.before === undefined || DAY(locale).format(new Date(props.before.at)) !== day;
  return isNew && <p className="day">{day}</p>;
}
