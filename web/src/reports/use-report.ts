import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';

import { api } from '../api/desk-api.ts';
import type { Report } from './report-types.ts';

/** A figure a minute old is as good as any. */
const FRESH_MS = 60_000;

/** A report; what was shown before stays until it is there. */
export function useReport<Figures>(
  of: 'handoffs' | 'chats',
  query: Readonly<Record<string, string>>,
): UseQueryResult<Report<Figures>> {
  return useQuery({
    queryKey: ['report', of, query],
    queryFn: () => api.read<Report<Figures>>(`/reports/${of}`, query),
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  });
}

/** Where the same is as a file. */
export function csvAddress(name: string, query: Readonly<Record<string, string>>): string {
  return `/api/reports/${name}.csv?${new URLSearchParams(query).toString()}`;
}
