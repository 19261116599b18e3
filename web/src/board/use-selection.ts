import { useState } from 'react';

import type { DeskRow } from '../api/desk-types.ts';

export interface Selecting {
  readonly ids: ReadonlySet<string>;
  /** All that match, seen or not. */
  readonly isMatching: boolean;
  readonly has: (id: string) => boolean;
  readonly set: (ids: readonly string[], isOn: boolean) => void;
  readonly only: (ids: readonly string[]) => void;
  readonly matching: () => void;
  readonly none: () => void;
}

const NOBODY: ReadonlySet<string> = new Set();

/** Which conversations are meant; those that are not in the list any more are not. */
export function useSelection(rows: readonly DeskRow[]): Selecting {
  const [chosen, setChosen] = useState(NOBODY);
  const [isMatching, setMatching] = useState(false);
  const here = new Set(rows.map(({ id }) => id));
  const ids = isMatching ? here : new Set([...chosen].filter((id) => here.has(id)));
  return {
    ids,
    isMatching,
    has: (id) => ids.has(id),
    set: (changed, isOn) => {
      const next = new Set(ids);
      for (const id of changed) {
        if (isOn) next.add(id);
        else next.delete(id);
      }
      setMatching(false);
      setChosen(next);
    },
    only: (wanted) => {
      setMatching(false);
      setChosen(new Set(wanted));
    },
    matching: () => {
      setMatching(true);
    },
    none: () => {
      setMatching(false);
      setChosen(NOBODY);
    },
  };
}
