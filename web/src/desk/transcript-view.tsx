import { Button } from '@mantine/core';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';

import type { SaidReply, TranscriptEntry } from '../api/desk-types.ts';
import { aiWordsOf } from './aid/ai-words.ts';
import { useAnswerSources } from './aid/answer-sources.ts';
import { SourceChips } from './aid/source-chips.tsx';
import { FilesOf, FileView } from './file-view.tsx';
import { useNameOf } from './me.ts';
import { clock, day } from './times.ts';
import { type Item, itemsOf } from './transcript-items.ts';
import { isWord, useLocale, useSay } from './words.tsx';

interface Props {
  readonly id: string;
  readonly entries: readonly TranscriptEntry[];
  /** What is on its way to the server. */
  readonly sending: readonly string[];
  readonly customer: string;
  readonly hasOlder: boolean;
  readonly onOlder: () => void;
  readonly isReady: boolean;
}

/** What was said and what happened, the newest at the end. */
export function TranscriptView(props: Props) {
  const { id, entries, sending, customer, hasOlder, onOlder, isReady } = props;
  const say = useSay();
  const scroller = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const items = useMemo(() => itemsOf(entries), [entries]);
  const sources = useAnswerSources(id, entries);
  const lastKey = items.at(-1)?.key;
  const firstKey = items[0]?.key;
  const height = useRef(0);

  useLayoutEffect(() => {
    const area = scroller.current;
    if (area === null || !isAtEnd.current) return;
    area.scrollTop = area.scrollHeight;
  }, [lastKey, sending.length, items, sources]);
  // The composer grows, a window shrinks: the end stays in sight.
  useEffect(() => {
    const area = scroller.current;
    if (area === null) return undefined;
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) area.scrollTop = area.scrollHeight;
    });
    observer.observe(area);
    return () => {
      observer.disconnect();
    };
  }, []);
  // A picture has no height before it is there.
  const onLoaded = (): void => {
    const area = scroller.current;
    if (area === null) return;
    if (isAtEnd.current) area.scrollTop = area.scrollHeight;
    height.current = area.scrollHeight;
  };
  // Older messages come in above: what is read stays where it is.
  useLayoutEffect(() => {
    const area = scroller.current;
    if (area === null) return;
    if (!isAtEnd.current) area.scrollTop += area.scrollHeight - height.current;
    height.current = area.scrollHeight;
  }, [firstKey]);
  useEffect(() => {
    if (scroller.current !== null) height.current = scroller.current.scrollHeight;
  });

  return (
    <div
      className="transcript"
      ref={scroller}
      role="log"
      aria-live="polite"
      tabIndex={0}
      onLoadCapture={onLoaded}
      onLoadedMetadataCapture={onLoaded}
      onErrorCapture={onLoaded}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < 60;
      }}
    >
      {hasOlder ? (
        <Button variant="subtle" size="compact-sm" className="older" onClick={onOlder}>
          {say('older')}
        </Button>
      ) : (
        isReady && <p className="quiet beginning">{say('beginning')}</p>
      )}
      <FilesOf value={id}>
        {items.map((item) => (
          <ItemView key={item.key} item={item} customer={customer} sources={sources} />
        ))}
      </FilesOf>
      {sending.map((text, place) => (
        <article key={`sending ${String(place)}`} className="bubble" data-by="agent">
          <p>{text}</p>
          <footer>{say('sending')}</footer>
        </article>
      ))}
    </div>
  );
}

interface ItemProps {
  readonly item: Item;
  readonly customer: string;
  readonly sources: ReturnType<typeof useAnswerSources>;
}

function ItemView({ item, customer, sources }: ItemProps) {
  const say = useSay();
  const locale = useLocale();
  const nameOf = useNameOf();
  switch (item.kind) {
    case 'day':
      return <p className="day">{day(item.at, locale)}</p>;
    case 'customer':
      return (
        <article className="bubble" data-by="customer">
          <span className="visually-hidden">{customer}: </span>
          {item.text !== '' && <p>{item.text}</p>}
          {item.files.map((file) => (
            <FileView key={file.id} file={file} from={customer} />
          ))}
          {item.lost.map((address) => (
            <p key={address} className="quiet">
              {say('fileForgotten')}
            </p>
          ))}
          {item.parked !== null && (
            <p className="bad">
              {say('parked')}: {item.parked}
            </p>
          )}
          <footer>{clock(item.at, locale)}</footer>
        </article>
      );
    case 'said':
      return (
        <article className="bubble" data-by={item.by} data-state={item.reply.state}>
          <header>{item.by === 'agent' ? nameOf(item.agent) : say(item.by)}</header>
          {item.file !== undefined && <FileView file={item.file} from={nameOf(item.agent)} />}
          {item.said.image !== undefined && (
            <p className="media">
              {say('attachment')}: <span>{item.said.image}</span>
            </p>
          )}
          {item.said.text !== '' && <p>{item.said.text}</p>}
          {item.said.buttons.length > 0 && (
            <ul className="buttons">
              {item.said.buttons.map((button) => (
                <li key={button}>{button}</li>
              ))}
            </ul>
          )}
          {item.answer !== undefined && <SourceChips sources={sources.get(item.answer) ?? []} />}
          <footer>
            {clock(item.at, locale)} <Ticks reply={item.reply} />
          </footer>
        </article>
      );
    case 'note':
      return (
        <article className="note">
          <header>
            {say('note')} · {nameOf(item.by)} · {clock(item.at, locale)}
          </header>
          <p>{item.text}</p>
        </article>
      );
    case 'happened':
      return <Happened events={item.events} />;
  }
}

const MARKS = { sent: '✓', delivered: '✓✓', read: '✓✓', failed: '✕' } as const;

/** How far a message came, with the reason where it came no further. */
function Ticks({ reply }: { readonly reply: SaidReply }) {
  const say = useSay();
  const { delivery, state } = reply;
  if (delivery !== null) {
    const isFailed = delivery === 'failed';
    const why = isFailed ? `${say('failed')}: ${reply.failure_reason ?? ''}` : say(delivery);
    return (
      <span className={isFailed ? 'bad' : 'ticks'} data-delivery={delivery} title={why}>
        <span aria-hidden="true">{MARKS[delivery]}</span>{' '}
        {isFailed ? why : <span className="visually-hidden">{why}</span>}
      </span>
    );
  }
  const word = `state_${state}`;
  const said = isWord(word) ? say(word) : state;
  if (state === 'sent') {
    return (
      <span className="ticks" title={said}>
        <span aria-hidden="true">✓</span> <span className="visually-hidden">{said}</span>
      </span>
    );
  }
  const isBad = ['failed', 'expired', 'ambiguous', 'held'].includes(state);
  return (
    <span className={isBad ? 'bad' : 'quiet'}>
      {said}
      {isBad && reply.reason !== null && `: ${reply.reason}`}
    </span>
  );
}

function Happened({ events }: { readonly events: readonly TranscriptEntry[] }) {
  const say = useSay();
  const locale = useLocale();
  const nameOf = useNameOf();
  const wordOf = ({ kind, payload }: TranscriptEntry): string => {
    const word = `kind_${kind}`;
    const who = payload['agent'] ?? payload['by'];
    const by = nameOf(typeof who === 'string' ? who : undefined);
    return isWord(word) ? say(word, { by }) : kind;
  };
  const withAi = (event: TranscriptEntry): string => aiWordsOf(event, say) ?? wordOf(event);
  const [only] = events;
  if (only !== undefined && events.length === 1) {
    return (
      <p className="happened">
        {withAi(only)} · {clock(only.at, locale)}
      </p>
    );
  }
  const last = events.at(-1);
  return (
    <details className="happened">
      <summary>
        {last !== undefined && withAi(last)} · {say('happened', { n: String(events.length) })}
      </summary>
      <ul>
        {events.map((event) => (
          <li key={event.seq}>
            {clock(event.at, locale)} {withAi(event)}
          </li>
        ))}
      </ul>
    </details>
  );
}
