import type { NoticeRow } from '#app/ports/conversation-store.ts';
import type { StoredSnapshot } from '#core/conversation/conversation-state.ts';
import { type DeskNews, deskNews, type ToldHandoff } from '#core/handoff/desk-news.ts';
import type { Held } from '#core/handoff/held.ts';

import type { DecidedEvent, DecidedTurn } from './decided-turn.ts';

/** Before whom a conversation stands: `undefined` while the bot has it. */
export type Place = Pick<Held, 'seq' | 'queue' | 'agent'> | undefined;

export function placeOf(snapshot: StoredSnapshot | undefined): Place {
  return (snapshot?.context['held'] as Held | null | undefined) ?? undefined;
}

/** Where it stands after an event. */
export function placeAfter(place: Place, { holds }: Pick<DecidedEvent, 'holds'>): Place {
  if (holds.length === 0) return place;
  return holds.findLast(({ ended }) => ended === null)?.held;
}

/**
 * What others are to be told of an event; of what was parked, nothing.
 *
 * @param place where the conversation stood before it
 */
export function noticesOf(
  { before }: Pick<DecidedTurn, 'before'>,
  { row, holds }: DecidedEvent,
  place: Place,
): readonly NoticeRow[] {
  const { conversationId, seq, atMs, kind, parked } = row;
  if (parked !== undefined) return [];

  const payload = (): Readonly<Record<string, unknown>> =>
    JSON.parse(row.payload) as Readonly<Record<string, unknown>>;
  return deskNews({ kind, seq, payload, holds, heldBy: place?.agent ?? null }).map((news, idx) => ({
    ...{ conversationId, seq, idx, news, atMs, customer: before.recipient },
    ...whereOf(news, place),
  }));
}

/** News that says nothing of the handoff is of where it stands. */
function whereOf({ data }: DeskNews, place: Place): Pick<NoticeRow, 'queue' | 'left'> {
  const handoff = data['handoff'] as ToldHandoff | null | undefined;
  if (handoff === null || handoff === undefined) return { queue: place?.queue, left: undefined };
  const { queue } = handoff;
  const isGivenOn = place?.seq === handoff.seq && place.queue !== queue;
  return { queue, left: isGivenOn ? place.queue : undefined };
}
