import { useInfiniteQuery, useQuery } from '@tanstack/react-query';

import { api } from '../api/desk-api.ts';
import type { TranscriptEntry } from '../api/desk-types.ts';

export type ListName = 'mine' | 'waiting' | 'all';

/** Names of what is kept, so that what changed can be read again. */
export const keys = {
  session: ['session'] as const,
  rows: ['rows'] as const,
  list: (list: ListName, queue: string | undefined) => ['rows', list, queue ?? ''] as const,
  queues: ['queues'] as const,
  agents: ['agents'] as const,
  presence: ['presence'] as const,
  conversation: (id: string) => ['conversation', id] as const,
  transcript: (id: string) => ['transcript', id] as const,
};

/** Behind the stream, for what nobody told. */
const SOON_MS = 20_000;

export function useSession() {
  return useQuery({ queryKey: keys.session, queryFn: api.session, staleTime: Infinity });
}

export function useRows(list: ListName, queue: string | undefined) {
  return useInfiniteQuery({
    queryKey: keys.list(list, queue),
    queryFn: ({ pageParam }) => api.rows({ list, queue, limit: 100, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: SOON_MS,
  });
}

export function useQueues() {
  return useQuery({ queryKey: keys.queues, queryFn: api.queues, refetchInterval: SOON_MS });
}

export function useAgents() {
  return useQuery({ queryKey: keys.agents, queryFn: api.agents, refetchInterval: SOON_MS });
}

export function usePresence(isAsked: boolean) {
  return useQuery({
    queryKey: keys.presence,
    queryFn: api.presence,
    enabled: isAsked,
    refetchInterval: SOON_MS,
  });
}

export function useConversation(id: string) {
  return useQuery({
    queryKey: keys.conversation(id),
    queryFn: () => api.conversation(id),
    refetchInterval: SOON_MS,
  });
}

/** Read again with each change of whose it is; none while the bot has it. */
export function useCard(id: string | undefined, since: string | undefined) {
  return useQuery({
    queryKey: ['card', id ?? '', since ?? ''],
    queryFn: () => api.card(id ?? ''),
    enabled: id !== undefined && since !== undefined,
    staleTime: 30_000,
  });
}

/** Events, the oldest first; older ones when they are asked for. */
export function useTranscript(id: string) {
  return useInfiniteQuery({
    queryKey: keys.transcript(id),
    queryFn: ({ pageParam }) => api.transcript(id, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    select: ({ pages }): readonly TranscriptEntry[] =>
      [...new Map(pages.flatMap(({ items }) => items.map((one) => [one.seq, one]))).values()].sort(
        (a, b) => a.seq - b.seq,
      ),
    refetchInterval: SOON_MS,
  });
}
