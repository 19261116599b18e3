import { Button, SegmentedControl, Textarea } from '@mantine/core';
import {
  type KeyboardEvent,
  lazy,
  Suspense,
  type SyntheticEvent,
  useEffect,
  useRef,
  useState,
} from 'react';

import { api } from '../api/desk-api.ts';
import type { Conversation } from '../api/desk-types.ts';
import { DraftBar } from './aid/draft-bar.tsx';
import { useDraft } from './aid/use-draft.ts';
import { AttachButton, Attaching, useAttaching } from './attach.tsx';
import { filled, matching } from './canned.ts';
import { CannedList } from './canned-list.tsx';
import { EmojiButton } from './emoji/emoji-button.tsx';
import { EmojiOptions, optionId, OPTIONS_ID } from './emoji/emoji-options.tsx';
import { useEmoji } from './emoji/use-emoji.ts';
import { Icon } from './icon.tsx';
import { useMe } from './me.ts';
import type { Standing } from './standing.ts';
import type { FilledTemplate } from './template-form.tsx';
import { span, useNow } from './times.ts';
import { useCanned, useCustomer } from './use-canned.ts';
import { useKeys } from './use-keys.ts';
import { useSay } from './words.tsx';

/** Only where one is needed. */
const TemplateComposer = lazy(() =>
  import('./template-composer.tsx').then((made) => ({ default: made.TemplateComposer })),
);

const CannedEditor = lazy(() =>
  import('./canned-editor.tsx').then((made) => ({ default: made.CannedEditor })),
);

/** WhatsApp's longest text. */
const LONGEST = 4_096;
const NEARLY = 3_800;
/** Colleagues see for some seconds that one types; told no more often than this. */
const TYPING_EVERY_MS = 3_000;

/** What was begun, by conversation: kept while one looks at another. */
const drafts = new Map<string, string>();

interface Props {
  readonly id: string;
  readonly conversation: Conversation | undefined;
  readonly standing: Standing;
  /** How WhatsApp shows the customer; blank where nobody knows: an id is no name. */
  readonly called: string;
  readonly onSend: (kind: 'reply' | 'note', text: string) => Promise<boolean>;
  /** Answers whether it was sent. */
  readonly onTemplate: (filled: FilledTemplate) => Promise<boolean>;
}

/** Where an agent writes: to the customer while the window is open, to colleagues always. */
type Kind = 'reply' | 'template' | 'note';

export function Composer({ id, conversation, standing, called, onSend, onTemplate }: Props) {
  const say = useSay();
  const me = useMe();
  const now = useNow(1_000);
  const field = useRef<HTMLTextAreaElement>(null);
  const attaching = useAttaching(id);
  const typedAt = useRef(0);
  const [kind, setKind] = useState<Kind>('reply');
  const [text, setText] = useState(drafts.get(id) ?? '');
  const [isEditing, setEditing] = useState(false);
  const [chosen, setChosen] = useState(0);
  const [open, setOpen] = useState<readonly string[]>([]);
  const endsAt = conversation?.window_ends_at ?? null;
  const leftMs = endsAt === null ? 0 : Date.parse(endsAt) - now;
  const isOpen = conversation?.window_open === true && leftMs > 0;
  const mayWrite = kind === 'note' || (standing.isMine && isOpen);

  const draft = useDraft({
    ...{ id, text, put: setText },
    mayWrite: kind === 'reply' && mayWrite,
  });

  useEffect(() => {
    drafts.set(id, text);
  }, [id, text]);
  const begin = (next: Kind): void => {
    setKind(next);
    window.setTimeout(() => field.current?.focus());
  };
  useKeys({
    r: () => {
      begin('reply');
    },
    m: () => {
      begin('note');
    },
    p: () => {
      begin('template');
    },
  });

  const wanted = kind === 'reply' ? /^\/(\S*)$/.exec(text)?.[1]?.toLowerCase() : undefined;
  const canned = useCanned(wanted !== undefined);
  const known = useCustomer(id, conversation?.last_seq);
  const name = called === '' ? (known.name ?? '') : called;
  const emoji = useEmoji(field, text, setText);
  const options = wanted === undefined ? [] : matching(canned, wanted, known.locale);
  // Braces of a canned reply that nothing was known for: no customer is to read them.
  const left = open.filter((braces) => text.includes(braces));
  const take = (place: number): void => {
    const option = options[place];
    if (option === undefined) return;
    const values = { name, ...known.values, me: me.name };
    const reply = filled(option.text, values);
    setText(reply.text);
    setOpen(reply.missing);
    setChosen(0);
    window.setTimeout(() => {
      field.current?.focus();
      const [first = ''] = reply.missing;
      const from = reply.text.indexOf(first);
      if (first !== '') field.current?.setSelectionRange(from, from + first.length);
    });
  };
  const send = async (): Promise<void> => {
    const said = text.trim();
    if (said === '' || !mayWrite || kind === 'template' || said.length > LONGEST) return;
    if (left.length > 0) return;
    // Emptied at once, so that the next one can be typed; given back if it did not leave.
    setText('');
    const isSent = await onSend(kind, said);
    if (!isSent) setText((since) => (since === '' ? said : since));
    else if (kind === 'note') setKind('reply');
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (emoji.press(event)) return;
    if (event.key === 'Escape') field.current?.blur();
    if (options.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : options.length - 1;
      setChosen((place) => (place + step) % options.length);
    }
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    if (options.length > 0) take(chosen);
    else void send();
  };
  const onType = (typed: string, caret: number): void => {
    setText(typed);
    emoji.typed(typed, caret);
    setChosen(0);
    if (!standing.isMine || Date.now() - typedAt.current < TYPING_EVERY_MS) return;
    typedAt.current = Date.now();
    void api.typing(id).catch(() => undefined);
  };

  const isBlocked = kind !== 'note' && !standing.isMine;
  // Where free text would not arrive, what would is offered in its place.
  const isTemplate = standing.isMine && (kind === 'template' || (kind === 'reply' && !isOpen));
  const head = (
    <div className="composer-head">
      <SegmentedControl
        size="xs"
        value={kind}
        onChange={begin}
        data={[
          { value: 'reply' as const, label: say('reply') },
          { value: 'template' as const, label: say('template') },
          { value: 'note' as const, label: say('note') },
        ]}
      />
      <span className="spring" />
      {text.length > NEARLY && (
        <span className={text.length > LONGEST ? 'bad' : 'quiet'}>
          {say('tooLong', { n: String(text.length), max: String(LONGEST) })}
        </span>
      )}
      {isOpen && (
        <span className={leftMs < 3_600_000 ? 'soon' : 'quiet'}>
          {say('windowEnds', { time: span(leftMs) })}
        </span>
      )}
    </div>
  );
  if (isTemplate && conversation !== undefined) {
    return (
      <div className="desk-composer" data-kind="template">
        {head}
        {kind === 'reply' && (
          <p className="blocked">{say(hasWritten(conversation) ? 'windowOver' : 'windowNone')}</p>
        )}
        <Suspense>
          <TemplateComposer id={id} customer={name} onSend={onTemplate} />
        </Suspense>
      </div>
    );
  }
  if (kind === 'reply' && attaching.file !== undefined && mayWrite) {
    return (
      <div className="desk-composer" data-kind={kind}>
        {head}
        <Attaching id={id} file={attaching.file} onDone={attaching.drop} />
      </div>
    );
  }
  return (
    <form
      className="desk-composer"
      data-kind={kind}
      data-draft={draft.state.kind === 'inField'}
      {...(kind === 'reply' && mayWrite && attaching.target)}
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        // What is saved in a dialog over it comes by here, too, and is nothing to be sent.
        if (event.target === event.currentTarget) void send();
      }}
    >
      {head}
      <DraftBar draft={draft} />
      {wanted !== undefined && (
        <CannedList
          options={options}
          chosen={chosen}
          onTake={take}
          onManage={() => {
            setEditing(true);
          }}
        />
      )}
      <EmojiOptions tools={emoji} />
      {left.length > 0 && (
        <p className="missing" role="status">
          {say('cannedMissing', { names: left.join(', ') })}
        </p>
      )}
      {isBlocked ? (
        <p className="blocked">
          {standing.owner === 'nobody' ? standing.words(say, String) : say('notYours')}
        </p>
      ) : (
        <div className="composer-field">
          <EmojiButton onPick={emoji.insert} />
          {kind === 'reply' && <AttachButton attaching={attaching} />}
          <Textarea
            ref={field}
            onPaste={(event) => {
              const { files } = event.clipboardData;
              if (kind === 'reply' && attaching.take(files)) event.preventDefault();
            }}
            aria-label={say(kind)}
            placeholder={say(kind === 'note' ? 'notePlaceholder' : 'replyPlaceholder')}
            autosize
            minRows={1}
            maxRows={8}
            value={text}
            onChange={(event) => {
              onType(event.currentTarget.value, event.currentTarget.selectionStart);
            }}
            {...(emoji.options.length > 0 && {
              'aria-controls': OPTIONS_ID,
              'aria-activedescendant': optionId(emoji.chosen),
            })}
            onKeyDown={onKey}
          />
          <Button
            type="submit"
            disabled={text.trim() === '' || left.length > 0}
            aria-label={say(kind === 'note' ? 'saveNote' : 'send')}
          >
            <Icon of="send" />
          </Button>
        </div>
      )}
      {isEditing && (
        <Suspense>
          <CannedEditor
            onClose={() => {
              setEditing(false);
            }}
          />
        </Suspense>
      )}
    </form>
  );
}

/** A message opens the window for hours; writing first ends it as it begins. */
function hasWritten({ created_at: createdAt, window_ends_at: endsAt }: Conversation): boolean {
  return endsAt !== null && Date.parse(endsAt) - Date.parse(createdAt) > 60_000;
}
