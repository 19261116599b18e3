import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';

import { api } from '../api/desk-api.ts';
import { Icon } from './icon.tsx';
import { type ListName, useQueues, type useRows } from './queries.ts';
import { RowView } from './row-view.tsx';
import { day } from './times.ts';
import { useLocale, useSay } from './words.tsx';

interface Props {
  readonly list: ListName;
  readonly queue: string | undefined;
  readonly rows: ReturnType<typeof useRows>;
  readonly openId: string | undefined;
  readonly offers: number;
  readonly onList: (list: ListName) => void;
  readonly onQueue: (queue: string | undefined) => void;
  readonly onOpen: (id: string) => void;
}

const ROW_HEIGHT = 76;
const EMPTY = { mine: 'noMine', waiting: 'noWaiting', all: 'noAll' } as const;

/** Whose conversations there are; only the rows that are seen are drawn. */
export function ListView(props: Props) {
  const say = useSay();
  const { data: queues } = useQueues();
  const [search, setSearch] = useState('');
  const waiting = queues?.items.reduce((sum, queue) => sum + queue.waiting, 0) ?? 0;
  const label = (name: string, count: number): string =>
    count > 0 ? `${name} ${String(count)}` : name;

  return (
    <nav className="lists" aria-label={say('lists')}>
      <div className="list-head">
        <TextInput
          data-search
          aria-label={say('search')}
          placeholder={say('search')}
          leftSection={<Icon of="search" />}
          size="sm"
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
        />
        <SegmentedControl
          fullWidth
          size="sm"
          value={props.list}
          onChange={props.onList}
          data={[
            { value: 'mine' as const, label: label(say('mine'), props.offers) },
            { value: 'waiting' as const, label: label(say('waiting'), waiting) },
            { value: 'all' as const, label: say('all') },
          ]}
        />
        {props.list !== 'mine' && (queues?.items.length ?? 0) > 1 && (
          <Select
            aria-label={say('everyQueue')}
            placeholder={say('everyQueue')}
            size="sm"
            clearable
            clearButtonProps={{ 'aria-label': say('everyQueue') }}
            value={props.queue ?? null}
            onChange={(queue) => {
              props.onQueue(queue ?? undefined);
            }}
            data={(queues?.items ?? []).map(({ name, title, waiting: n, is_open: isOpen }) => ({
              value: name,
              label: `${label(title, n)}${isOpen ? '' : ` · ${say('queueShut')}`}`,
            }))}
          />
        )}
      </div>
      {search.trim() === '' ? (
        <Rows {...props} />
      ) : (
        <Found q={search.trim()} onOpen={props.onOpen} />
      )}
    </nav>
  );
}

function Rows({ rows, list, openId, onOpen }: Props) {
  const say = useSay();
  const scroller = useRef<HTMLDivElement>(null);
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, isPending } = rows;
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    getItemKey: (index) => items[index]?.id ?? index,
  });
  const drawn = virtual.getVirtualItems();
  const last = drawn.at(-1)?.index ?? 0;

  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= items.length - 20) void fetchNextPage();
  }, [last, items.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  if (!isPending && items.length === 0) return <p className="empty quiet">{say(EMPTY[list])}</p>;
  return (
    <div className="rows" ref={scroller} tabIndex={-1}>
      <ul style={{ height: virtual.getTotalSize() }}>
        {drawn.map(({ index, start, key }) => {
          const row = items[index];
          if (row === undefined) return null;
          return (
            <li
              key={key}
              style={{ transform: `translateY(${String(start)}px)`, height: ROW_HEIGHT }}
            >
              <RowView row={row} isOpen={row.id === openId} onOpen={onOpen} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Found({ q, onOpen }: { readonly q: string; readonly onOpen: (id: string) => void }) {
  const say = useSay();
  const locale = useLocale();
  const [settled] = useDebouncedValue(q, 250);
  const people = useQuery({ queryKey: ['found', settled], queryFn: () => api.find(settled) });
  const lines = useQuery({
    queryKey: ['said', settled],
    queryFn: () => api.search(settled),
    enabled: settled.length > 1,
  });
  const known = people.data?.items ?? [];
  const said = lines.data?.items.filter((line) =>
    known.every(({ id }) => id !== line.conversation_id),
  );
  const isNone = people.data !== undefined && known.length === 0 && (said?.length ?? 0) === 0;
  if (isNone && !lines.isFetching) return <p className="empty quiet">{say('searchNone')}</p>;
  return (
    <div className="rows">
      {known.map(({ id, recipient, owner }) => (
        <button
          key={id}
          type="button"
          className="row"
          onClick={() => {
            onOpen(id);
          }}
        >
          <span className="row-name">{recipient.value}</span>
          <span className="quiet">{owner === 'bot' ? say('botHas') : owner}</span>
        </button>
      ))}
      {said?.map(({ conversation_id: id, recipient, name, snippet, at }) => (
        <button
          key={id}
          type="button"
          className="row row-found"
          onClick={() => {
            onOpen(id);
          }}
        >
          <span className="row-line">
            <span className="row-name">{name ?? recipient}</span>
            <span className="spring" />
            <span className="quiet row-time">{day(at, locale)}</span>
          </span>
          <span className="quiet">{snippet}</span>
        </button>
      ))}
    </div>
  );
}
