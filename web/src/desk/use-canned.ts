import { useQuery } from '@tanstack/react-query';

import { api } from '../api/desk-api.ts';
import type { CannedReply, Customer } from '../api/desk-types.ts';

const NOBODY: Customer = { locale: '', name: null, values: {}, profile: [] };
const NONE: readonly CannedReply[] = [];

/** What is said often: one's own, the team's and the bot's. */
export function useCanned(isAsked: boolean): readonly CannedReply[] {
  const { data } = useQuery({
    queryKey: ['canned'],
    queryFn: api.canned,
    enabled: isAsked,
    staleTime: 60_000,
  });
  return data?.items ?? NONE;
}

/** What is known of the customer; read again when something has happened. */
export function useCustomer(id: string, lastSeq: number | undefined): Customer {
  const { data } = useQuery({
    queryKey: ['customer', id, lastSeq ?? 0],
    queryFn: () => api.customer(id),
    enabled: lastSeq !== undefined,
    placeholderData: (before) => before,
    staleTime: 60_000,
  });
  return data ?? NOBODY;
}
