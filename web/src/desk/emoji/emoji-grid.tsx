import { type KeyboardEvent, type Ref, useState } from 'react';

import { useLocale } from '../words.tsx';
import type { Emoji } from './emoji.ts';

const COLUMNS = 8;

/** A grid of which one is in the order of tabs; arrows go to the others. */
export function EmojiGrid(props: {
  readonly ref: Ref<HTMLDivElement>;
  readonly label: string;
  readonly emojis: readonly Emoji[];
  readonly onPick: (emoji: string) => void;
  /** Up, from the first row. */
  readonly onLeave: () => void;
}) {
  const locale = useLocale();
  const [at, setAt] = useState(0);
  const { emojis } = props;
  const rows = Array.from({ length: Math.ceil(emojis.length / COLUMNS) }, (_, row) =>
    emojis.slice(row * COLUMNS, (row + 1) * COLUMNS),
  );
  const onKey = (event: KeyboardEvent<HTMLDivElement>): void => {
    const next = nextPlace(event.key, at, emojis.length);
    if (next === undefined) return;
    event.preventDefault();
    if (next < 0) {
      props.onLeave();
      return;
    }
    setAt(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-place="${String(next)}"]`)?.focus();
  };
  return (
    <div
      className="emoji-grid"
      role="grid"
      ref={props.ref}
      aria-label={props.label}
      onKeyDown={onKey}
    >
      {rows.map((row, line) => (
        <div role="row" key={line}>
          {row.map((one, column) => {
            const place = line * COLUMNS + column;
            return (
              <span role="gridcell" key={one.emoji}>
                <button
                  type="button"
                  data-place={place}
                  tabIndex={place === at ? 0 : -1}
                  aria-label={one[locale]}
                  title={`${one[locale]} :${one.codes[0] ?? ''}:`}
                  onClick={() => {
                    props.onPick(one.emoji);
                  }}
                >
                  {one.emoji}
                </button>
              </span>
            );
          })}
        </div>
      ))}
    </div>
  );
}

/** Where a key leads; below zero leaves the grid, `undefined` is no key of it. */
function nextPlace(key: string, at: number, count: number): number | undefined {
  const last = count - 1;
  if (key === 'ArrowRight') return Math.min(at + 1, last);
  if (key === 'ArrowLeft') return Math.max(at - 1, 0);
  if (key === 'ArrowDown') return Math.min(at + COLUMNS, last);
  if (key === 'ArrowUp') return at - COLUMNS;
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  return undefined;
}
