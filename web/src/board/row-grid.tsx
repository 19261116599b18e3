import { Checkbox } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';

import type { DeskRow } from '../api/desk-types.ts';
import { useKeys } from '../desk/use-keys.ts';
import type { useBoardRows } from './board-queries.ts';
import type { BoardQueue } from './board-types.ts';
import { deedOfKey } from './bulk-bar.tsx';
import type { DeedName } from './deeds.ts';
import { GridRow } from './grid-row.tsx';
import type { Selecting } from './use-selection.ts';
import { useBoardWords } from './words.ts';

interface Props {
  readonly rows: readonly DeskRow[];
  readonly found: ReturnType<typeof useBoardRows>;
  readonly selecting: Selecting;
  readonly maySelect: boolean;
  readonly nameOf: (id: string) => string;
  readonly queues: readonly BoardQueue[];
  readonly onOpen: (id: string) => void;
  readonly onAsk: (deed: DeedName) => void;
}

const HEIGHT = 44;
const NARROW_HEIGHT = 84;

/** Conversations in line; only the rows that are seen are drawn. Keys move, select, open and act. */
export function RowGrid(props: Props) {
  const say = useBoardWords();
  const { rows, selecting, maySelect, found } = props;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = found;
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = useMediaQuery('(max-width: 760px)');
  const [active, setActive] = useState(0);
  const anchor = useRef(0);
  const wantsFocus = useRef(false);
  const [, setMoved] = useState(0);
  const size = isNarrow ? NARROW_HEIGHT : HEIGHT;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => size,
    overscan: 10,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const drawn = virtual.getVirtualItems();
  const last = drawn.at(-1)?.index ?? 0;
  const here = Math.min(active, rows.length - 1);
  const titles = new Map(props.queues.map(({ name, title }) => [name, title]));

  useEffect(() => {
    virtual.measure();
  }, [virtual, size]);
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= rows.length - 20) void fetchNextPage();
  }, [last, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage]);
  useEffect(() => {
    if (!wantsFocus.current) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${String(here)}"]`);
    if (row === null || row === undefined) return;
    wantsFocus.current = false;
    row.focus({ preventScroll: true });
  });

  const moveTo = (index: number): void => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    wantsFocus.current = true;
    virtual.scrollToIndex(next);
    setActive(next);
    // Also where it is the same row: it is focused after the next drawing.
    setMoved((times) => times + 1);
  };
  const upTo = (index: number): void => {
    const [from, to] = [Math.min(anchor.current, index), Math.max(anchor.current, index)];
    selecting.only(rows.slice(from, to + 1).map(({ id }) => id));
  };
  const choose = (index: number, isRange: boolean): void => {
    const row = rows[index];
    if (row === undefined || !maySelect) return;
    setActive(index);
    if (isRange) {
      upTo(index);
      return;
    }
    anchor.current = index;
    selecting.set([row.id], !selecting.has(row.id));
  };
  const step = (by: number, isRange: boolean): void => {
    const index = Math.max(0, Math.min(rows.length - 1, here + by));
    moveTo(index);
    if (isRange && maySelect) upTo(index);
    else anchor.current = index;
  };
  const press = (event: KeyboardEvent): void => {
    const { key, shiftKey } = event;
    const work = workOf(key, event.ctrlKey || event.metaKey, shiftKey);
    if (work === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    work();
  };
  const workOf = (key: string, isCommand: boolean, isShift: boolean): (() => void) | undefined => {
    if (isCommand) {
      if (key !== 'a' || !maySelect) return undefined;
      return () => {
        selecting.only(rows.map(({ id }) => id));
      };
    }
    const deed = deedOfKey(key);
    if (deed !== undefined) {
      return () => {
        props.onAsk(deed);
      };
    }
    const row = rows[here];
    const works: Readonly<Record<string, () => void>> = {
      ArrowDown: () => {
        step(1, isShift);
      },
      ArrowUp: () => {
        step(-1, isShift);
      },
      j: () => {
        step(1, false);
      },
      k: () => {
        step(-1, false);
      },
      PageDown: () => {
        step(10, isShift);
      },
      PageUp: () => {
        step(-10, isShift);
      },
      Home: () => {
        step(-rows.length, isShift);
      },
      End: () => {
        step(rows.length, isShift);
      },
      ' ': () => {
        choose(here, isShift);
      },
      x: () => {
        choose(here, false);
      },
      Escape: selecting.none,
      Enter: () => {
        if (row !== undefined) props.onOpen(row.id);
      },
    };
    return works[key];
  };
  useKeys({
    j: () => {
      moveTo(here);
    },
    k: () => {
      moveTo(here);
    },
    ArrowDown: () => {
      moveTo(here);
    },
    Escape: selecting.none,
    ...Object.fromEntries(
      ['o', 't', 'p', 'b', 'c'].map((key) => [
        key,
        () => {
          const deed = deedOfKey(key);
          if (deed !== undefined) props.onAsk(deed);
        },
      ]),
    ),
  });

  return (
    <div
      className="board-grid"
      role="grid"
      aria-label={say('conversations')}
      aria-rowcount={hasNextPage ? -1 : rows.length + 1}
      aria-multiselectable={maySelect}
      onKeyDown={press}
    >
      <div role="rowgroup">
        <div className="grid-row grid-head" role="row" aria-rowindex={1}>
          <span role="columnheader" className="cell-check">
            {maySelect && (
              <Checkbox
                size="xs"
                aria-label={say('selectAll')}
                checked={rows.length > 0 && selecting.ids.size === rows.length}
                indeterminate={selecting.ids.size > 0 && selecting.ids.size < rows.length}
                onChange={(event) => {
                  if (event.currentTarget.checked) selecting.only(rows.map(({ id }) => id));
                  else selecting.none();
                }}
              />
            )}
          </span>
          <span role="columnheader" className="cell-name">
            {say('customer')}
          </span>
          <span role="columnheader" className="cell-queue">
            {say('queue')}
          </span>
          <span role="columnheader" className="cell-state">
            {say('state')}
          </span>
          <span role="columnheader" className="cell-waits">
            {say('waits')}
          </span>
          <span role="columnheader" className="cell-promise">
            {say('promise')}
          </span>
          <span role="columnheader" className="cell-locale">
            {say('language')}
          </span>
        </div>
      </div>
      <div className="grid-rows" ref={scroller} role="rowgroup">
        <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {drawn.map(({ index, start, key }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <GridRow
                key={key}
                row={row}
                index={index}
                start={start}
                height={size}
                isActive={index === here}
                isSelected={selecting.has(row.id)}
                maySelect={maySelect}
                queue={titles.get(row.queue) ?? row.queue}
                nameOf={props.nameOf}
                onChoose={choose}
                onOpen={props.onOpen}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
