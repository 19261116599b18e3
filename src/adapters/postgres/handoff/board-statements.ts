import type { DeskFilter } from '#app/ports/desk-lists.ts';

import { NOW, paramsInto, type Statement, WAITS, wantedBy } from './wanted.ts';

const QUARTILES = 'percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP';

/** Open handoffs by queue. $1: queues, or null for all; $2: milliseconds that are soon. */
export const LINES = `
  SELECT h.queue,
         count(*) FILTER (WHERE h.state IN ('asking', 'waiting'))::int AS waiting,
         count(*) FILTER (WHERE h.state = 'offered')::int AS offered,
         count(*) FILTER (WHERE h.state IN ('held', 'wrapping'))::int AS held,
         count(*) FILTER (WHERE h.state = 'held' AND h.unanswered_at IS NOT NULL)::int AS unanswered,
         (extract(epoch FROM min(h.requested_at) FILTER (WHERE ${WAITS})) * 1000)::float8 AS oldest_ms,
         ${QUARTILES} (ORDER BY (extract(epoch FROM ${NOW} - h.requested_at) * 1000)::float8)
           FILTER (WHERE ${WAITS}) AS waits_ms,
         count(*) FILTER (WHERE cardinality(h.breached) > 0 OR h.sla_due_at <= ${NOW})::int AS breached,
         count(*) FILTER (WHERE cardinality(h.breached) = 0 AND h.sla_due_at > ${NOW}
           AND h.sla_due_at <= ${NOW} + $2 * interval '1 millisecond')::int AS due_soon
  FROM handoff h
  WHERE h.ended_at IS NULL AND ($1::text[] IS NULL OR h.queue = ANY ($1::text[]))
  GROUP BY h.queue`;

/** Reached: taken, or answered, whichever was first. Who was taken over unasked never waited. */
export const REACHED = `
  SELECT h.queue, count(*)::int AS count,
         ${QUARTILES} (ORDER BY (extract(epoch FROM least(h.taken_at, h.answered_at) - h.requested_at)
           * 1000)::float8) AS waits_ms
  FROM handoff h
  WHERE least(h.taken_at, h.answered_at) > ${NOW} - interval '1 hour'
    AND least(h.taken_at, h.answered_at) > h.requested_at
    AND ($1::text[] IS NULL OR h.queue = ANY ($1::text[]))
  GROUP BY h.queue`;

/** Agents of these queues, with what each has: one look at the open handoffs for all of them. */
export const AGENTS = `
  SELECT a.id, a.name, a.presence, a.queues, a.skills, a.languages, a.capacity, a.assigned_queues,
         a.presence = 'online' AND a.beat_at > ${NOW} - interval '45 seconds' AS is_there,
         (extract(epoch FROM a.beat_at) * 1000)::float8 AS seen_ms,
         coalesce(t.held, 0) AS held, coalesce(t.offered, 0) AS offered,
         coalesce(t.unanswered, 0) AS unanswered, t.unanswered_since_ms
  FROM agent a
  LEFT JOIN (
    SELECT coalesce(h.taken_by, h.offered_to) AS agent,
           count(h.taken_by)::int AS held,
           (count(*) - count(h.taken_by))::int AS offered,
           count(*) FILTER (WHERE h.state = 'held' AND h.unanswered_at IS NOT NULL)::int AS unanswered,
           (extract(epoch FROM min(h.unanswered_at) FILTER (WHERE h.state = 'held')) * 1000)::float8
             AS unanswered_since_ms
    FROM handoff h
    WHERE h.ended_at IS NULL AND coalesce(h.taken_by, h.offered_to) IS NOT NULL
    GROUP BY 1) t ON t.agent = a.id
  WHERE $1::text[] IS NULL OR a.queues && $1::text[] OR '*' = ANY (a.queues)
  ORDER BY a.name, a.id`;

/** Agents first: they are called there as they want to be. */
export const NAMES = `
  SELECT DISTINCT ON (id) id, name FROM (
    SELECT id, name, 1 AS place FROM agent WHERE id = ANY ($1::text[])
    UNION ALL SELECT id::text, name, 2 FROM person WHERE id::text = ANY ($1::text[])
    UNION ALL SELECT id::text, name, 3 FROM api_key WHERE id::text = ANY ($1::text[])) known
  ORDER BY id, place`;

export function countStatement(filter: DeskFilter): Statement {
  const values: unknown[] = [];
  const wanted = wantedBy(filter, paramsInto(values));
  const text = `
    SELECT count(*)::int AS conversations,
           count(*) FILTER (WHERE h.state IN ('asking', 'waiting'))::int AS waiting,
           count(*) FILTER (WHERE h.state = 'offered')::int AS offered,
           count(*) FILTER (WHERE h.state IN ('held', 'wrapping'))::int AS held,
           count(DISTINCT h.taken_by)::int AS agents,
           count(*) FILTER (WHERE c.window_ends_at IS NULL OR c.window_ends_at <= ${NOW})::int
             AS window_over,
           (extract(epoch FROM ${NOW}) * 1000)::float8 AS at_ms
    FROM handoff h JOIN conversation c ON c.id = h.conversation_id
    WHERE ${wanted.join(' AND ')}`;
  return { text, values };
}
