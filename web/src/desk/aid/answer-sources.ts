import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { api } from '../../api/desk-api.ts';
import type { EventSource, TranscriptEntry } from '../../api/desk-types.ts';
import { sourceIdsOf } from './source-ids.ts';

/** As many as are asked for at once; who scrolls further back sees the older ones by their ids. */
const MOST = 50;

/** The passages that answers in a chat rest on, by `seq`; read once for all of them. */
export function useAnswerSources(
  id: string,
  entries: readonly TranscriptEntry[],
): ReadonlyMap<number, readonly EventSource[]> {
  const seqs = entries
    .filter((entry) => sourceIdsOf(entry).length > 0)
    .map(({ seq }) => seq)
    .slice(-MOST);
  const { data } = useQuery({
    queryKey: ['sources', id, seqs.join(',')],
    queryFn: () => api.sources(id, seqs),
    enabled: seqs.length > 0,
    // A release never changes.
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
  return useMemo(() => {
    const bySeq = new Map<number, EventSource[]>();
    for (const source of data?.items ?? []) {
      bySeq.set(source.seq, [...(bySeq.get(source.seq) ?? []), source]);
    }
    return bySeq;
  }, [data]);
}
