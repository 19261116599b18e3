import { useSearchParams } from 'react-router';

import { withChanges } from '../ui/address.ts';
import { type Filters, filtersIn } from './filters.ts';

export interface KeptFilters {
  readonly filters: Filters;
  /** `undefined` takes one away. */
  readonly change: (changes: Readonly<Record<string, string | undefined>>) => void;
}

export function useFilters(): KeptFilters {
  const [search, setSearch] = useSearchParams();
  return {
    filters: filtersIn(search, new Date()),
    change: (changes) => {
      setSearch(withChanges(search, changes), { replace: true });
    },
  };
}
