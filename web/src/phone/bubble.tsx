import type { Content, Message, MessageStatus } from '../api/sandbox-types.ts';
import type { Words } from '../ui/words.en.ts';
import { useLocale, useWords } from '../ui/words.tsx';
import { ChatImage } from './chat-image.tsx';
import { ChatLink } from './chat-link.tsx';
import { TIME } from './formats.ts';
import { FormattedText } from './formatted-text.tsx';
import { ListChoice } from './list-choice.tsx';

interface Props {
  readonly message: Message;
  readonly onTap: (text: string) => void;
}

/** One message, what can be tapped in it, and what became of it. */
export function Bubble({ message, onTap }: Props) {
  const words = useWords();
  const { content, direction } = message;
  const isReceived = direction === 'in' || message.status === 'sent';
  return (
    <article className={`bubble ${direction} ${message.status}`}>
      <div className="bubble-body">
        <span className="visually-hidden">{direction === 'in' ? words.you : words.bot}: </span>
        <Body content={content} />
        <BubbleFoot message={message} />
      </div>
      {isReceived && <Taps content={content} onTap={onTap} />}
      <Trouble message={message} />
    </article>
  );
}

function Body({ content }: { readonly content: Content }) {
  const words = useWords();
  switch (content.kind) {
    case 'text':
    case 'buttons':
    case 'list':
      return <FormattedText text={content.text} />;
    case 'template':
      return (
        <>
          <span className="tag">{words.template}</span> <FormattedText text={content.text} />
        </>
      );
    case 'image':
      return (
        <>
          <ChatImage url={content.url} caption={content.caption} />
          {content.caption !== '' && <FormattedText text={content.caption} />}
        </>
      );
    case 'document':
      return (
        <>
          <ChatLink
            url={content.url}
            title={content.filename === '' ? content.url : content.filename}
          />
          {content.caption !== '' && <FormattedText text={content.caption} />}
        </>
      );
    case 'link':
      return (
        <>
          <FormattedText text={content.text} />
          <ChatLink url={content.url} title={content.button} />
        </>
      );
    case 'media':
      return (
        <>
          {content.urls.map((url) =>
            PICTURE.test(url) ? (
              <ChatImage key={url} url={url} caption={words.media} />
            ) : (
              <ChatLink key={url} url={url} title={`${words.media}: ${nameIn(url)}`} />
            ),
          )}
          {content.text !== '' && <FormattedText text={content.text} />}
        </>
      );
  }
}

const PICTURE = /\.(png|jpe?g|webp)$/i;

function nameIn(url: string): string {
  const last = url.split('/').at(-1) ?? url;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

function Taps(props: { readonly content: Content; readonly onTap: (text: string) => void }) {
  const { content, onTap } = props;
  if (content.kind === 'list') return <ListChoice list={content} onChoose={onTap} />;
  if (content.kind !== 'buttons') return null;

  return (
    <div className="taps">
      {content.buttons.map((button) => (
        <button
          key={button}
          type="button"
          className="tap"
          onClick={() => {
            onTap(button);
          }}
        >
          {button}
        </button>
      ))}
    </div>
  );
}

const MARKS: Readonly<Record<MessageStatus, string>> = {
  sent: '',
  failed: '!',
  'not-sent': '!',
  forwarding: '…',
  forwarded: '✓✓',
  retrying: '↻',
  lost: '!',
  'not-forwarded': '!',
};

function BubbleFoot({ message }: Pick<Props, 'message'>) {
  const words = useWords();
  const locale = useLocale();
  const status = statusWord(message.status, words);
  return (
    <span className="bubble-foot">
      <time dateTime={message.at}>{TIME(locale).format(new Date(message.at))}</time>
      {MARKS[message.status] !== '' && (
        <span className="mark" role="img" aria-label={status} title={status}>
          {MARKS[message.status]}
        </span>
      )}
    </span>
  );
}

function Trouble({ message }: Pick<Props, 'message'>) {
  const words = useWords();
  if (message.reason === null) return null;
  const code = message.code === null ? '' : ` (${String(message.code)})`;
  return (
    <p className="trouble">
      <strong>{statusWord(message.status, words)}</strong> {message.reason}
      {code}
    </p>
  );
}

function statusWord(status: MessageStatus, words: Words): string {
  switch (status) {
    case 'not-sent':
      return words.notSent;
    case 'not-forwarded':
      return words.notForwarded;
    case 'sent':
    case 'failed':
    case 'forwarding':
    case 'forwarded':
    case 'retrying':
    case 'lost':
      return words[status];
  }
}
