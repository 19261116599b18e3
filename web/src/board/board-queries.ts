import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';

import { api } from '../api/desk-api.ts';
import type { DeskRow, Page } from '../api/desk-types.ts';
import { keys } from '../desk/queries.ts';
import type { Board, Count } from './board-types.ts';
import { type Where, wordsOf } from './where.ts';

/** Behind the stream, for what nobody told: presence, hours that begin. */
const SOON_MS = 10_000;

/** Begin as the desk's keys do: what the stream tells of lists and lines is read again here too. */
const boardKeys = {
  board: [...keys.queues, 'board'] as const,
  rows: (where: Where) => [...keys.rows, 'board', where] as const,
  count: (where: Where) => ['board-count', where] as const,
};

export function useBoard() {
  return useQuery({
    queryKey: boardKeys.board,
    queryFn: () => api.read<Board>('/board', {}),
    refetchInterval: SOON_MS,
    placeholderData: keepPreviousData,
  });
}

export function useBoardRows(where: Where) {
  return useInfiniteQuery({
    queryKey: boardKeys.rows(where),
    queryFn: ({ pageParam }) =>
      api.read<Page<DeskRow>>('/board/conversations', {
        ...wordsOf(where),
        ...{ limit: 100, cursor: pageParam },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: SOON_MS,
    placeholderData: keepPreviousData,
  });
}

/** Counted once, when somebody is about to act on it. */
export function useCount(where: Where | undefined) {
  return useQuery({
    queryKey: [...boardKeys.count(where ?? NOWHERE), where === undefined],
    queryFn: () => api.read<Count>('/board/count', wordsOf(where ?? NOWHERE)),
    enabled: where !== undefined,
    staleTime: Infinity,
    gcTime: 0,
  });
}

const NOWHERE: Where = {
  ...{ queue: undefined, state: undefined, agent: undefined },
  ...{ longerThan: undefined, sla: undefined, language: undefined },
};
