import type { DeskCursor, DeskFilter } from '#app/ports/desk-lists.ts';

import { paramsInto, type Statement, wantedBy } from './wanted.ts';

const COLUMNS = `
  h.conversation_id, h.seq, h.queue, h.priority, h.rank, h.state, h.reason, h.step, h.topic,
  h.locale, h.taken_by, h.offered_to, h.unread, h.breached, h.sla_clock,
  c.recipient_kind, c.recipient_value,
  (extract(epoch FROM h.requested_at) * 1000)::float8 AS since_ms,
  (extract(epoch FROM h.taken_at) * 1000)::float8 AS taken_ms,
  (extract(epoch FROM h.offer_expires_at) * 1000)::float8 AS offer_ends_ms,
  (extract(epoch FROM h.unanswered_at) * 1000)::float8 AS unanswered_ms,
  (extract(epoch FROM h.lets_go_at) * 1000)::float8 AS lets_go_ms,
  (extract(epoch FROM h.sla_due_at) * 1000)::float8 AS sla_due_ms,
  (extract(epoch FROM c.window_ends_at) * 1000)::float8 AS window_ends_ms`;

/** A page of what is wanted, in line; only what is asked for is in the statement, so that indexes fit. */
export function pageStatement(
  filter: DeskFilter,
  limit: number,
  after: DeskCursor | undefined,
): Statement {
  const values: unknown[] = [];
  const param = paramsInto(values);
  const wanted = [...wantedBy(filter, param)];
  if (after !== undefined) {
    const at = [param(after.rank), param(new Date(after.sinceMs)), param(after.conversationId)];
    wanted.push(`(h.rank, h.requested_at, h.conversation_id) >
      (${at[0] ?? ''}::int, ${at[1] ?? ''}::timestamptz, ${at[2] ?? ''}::uuid)`);
  }
  const text = `
    SELECT ${COLUMNS}
    FROM (
      SELECT * FROM handoff h WHERE ${wanted.join(' AND ')}
      ORDER BY h.rank, h.requested_at, h.conversation_id LIMIT ${param(limit + 1)}) h
    JOIN conversation c ON c.id = h.conversation_id
    ORDER BY h.rank, h.requested_at, h.conversation_id`;
  return { text, values };
}

export const COUNTS = `
  SELECT h.queue,
         count(*) FILTER (WHERE h.state IN ('asking', 'waiting', 'offered'))::int AS waiting,
         count(*) FILTER (WHERE h.state IN ('held', 'wrapping'))::int AS held,
         sum(h.unread)::int AS unread,
         (extract(epoch FROM min(h.requested_at)
            FILTER (WHERE h.state IN ('asking', 'waiting', 'offered'))) * 1000)::float8 AS oldest_ms
  FROM handoff h
  WHERE h.ended_at IS NULL AND ($1::text[] IS NULL OR h.queue = ANY ($1::text[]))
  GROUP BY h.queue ORDER BY h.queue`;

export const NOTES = `
  SELECT seq, by, text, (extract(epoch FROM at) * 1000)::float8 AS at_ms FROM note
  WHERE conversation_id = $1 ORDER BY seq DESC LIMIT 200`;
