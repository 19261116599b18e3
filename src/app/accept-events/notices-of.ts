import type { NoticeRow } from '#app/ports/conversation-store.ts';
import { deskNews } from '#core/handoff/desk-news.ts';

import type { DecidedEvent, DecidedTurn } from './decided-turn.ts';

/** What others are to be told of an event; of what was parked, nothing. */
export function noticesOf(
  { before }: Pick<DecidedTurn, 'before'>,
  { row, holds }: DecidedEvent,
): readonly NoticeRow[] {
  const { conversationId, seq, atMs, kind, parked } = row;
  if (parked !== undefined) return [];

  const payload = (): Readonly<Record<string, unknown>> =>
    JSON.parse(row.payload) as Readonly<Record<string, unknown>>;
  return deskNews({ kind, seq, payload, holds }).map((news, idx) => ({
    ...{ conversationId, seq, idx, news, atMs, customer: before.recipient },
  }));
}
