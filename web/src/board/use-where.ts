import { useSearchParams } from 'react-router';

import { withChanges } from '../ui/address.ts';
import { isNarrowed, type Show, showIn, type Where, WHERE_NAMES, whereIn } from './where.ts';

export interface KeptWhere {
  readonly where: Where;
  readonly isNarrowed: boolean;
  readonly show: Show;
  /** `undefined` takes one away; the back button brings it again. */
  readonly change: (changes: Readonly<Record<string, string | undefined>>) => void;
  readonly clear: () => void;
}

export function useWhere(): KeptWhere {
  const [search, setSearch] = useSearchParams();
  const change = (changes: Readonly<Record<string, string | undefined>>): void => {
    setSearch((before) => withChanges(before, changes));
  };
  return {
    where: whereIn(search),
    isNarrowed: isNarrowed(search),
    show: showIn(search),
    change,
    clear: () => {
      change(Object.fromEntries(WHERE_NAMES.map((name) => [name, undefined])));
    },
  };
}
