import type pg from 'pg';

import type { MediaState, ShownMedia } from '#app/ports/media-shelf.ts';

import { rowsOf } from '../rows-of.ts';

/** Columns that `ShownMediaRow` has, of a table called `m`. */
export const SHOWN_MEDIA = 'm.id, m.seq, m.idx, m.state, m.reason, m.type, m.size, m.name';

const OF_EVENTS = `
  SELECT ${SHOWN_MEDIA} FROM media m
  WHERE m.conversation_id = $1::uuid AND m.seq BETWEEN $2::int AND $3::int
  ORDER BY m.seq, m.idx`;

export interface ShownMediaRow {
  readonly id: string;
  readonly seq: number | null;
  readonly idx: number;
  readonly state: MediaState;
  readonly reason: string | null;
  readonly type: string | null;
  readonly size: number | null;
  readonly name: string | null;
}

/** What came with the events of a conversation, by their `seq`; this looks at no scope. */
export async function mediaOfEvents(
  pool: pg.Pool,
  conversationId: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<ReadonlyMap<number, readonly ShownMedia[]>> {
  const query = { name: 'media-of-events', text: OF_EVENTS, values: [conversationId, from, to] };
  const found = new Map<number, ShownMedia[]>();
  for (const row of await rowsOf<ShownMediaRow>(pool, query)) {
    if (row.seq === null) continue;
    const those = found.get(row.seq) ?? [];
    found.set(row.seq, [...those, shownMedia(row)]);
  }
  return found;
}

export function shownMedia({
  id,
  idx,
  state,
  reason,
  type,
  size,
  name,
}: ShownMediaRow): ShownMedia {
  return {
    ...{ id, idx, state, type, size: size ?? 0 },
    ...{ reason: reason ?? undefined, name: name ?? undefined },
  };
}
