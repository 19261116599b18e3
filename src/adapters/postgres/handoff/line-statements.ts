/** Columns of an open handoff. */
const OPEN = `
  h.conversation_id, h.seq, h.queue, h.rank, h.state, h.skills, h.locale, h.passed, h.breached,
  h.taken_by, h.offered_to,
  (extract(epoch FROM h.requested_at) * 1000)::float8 AS since_ms,
  (extract(epoch FROM h.answered_at) * 1000)::float8 AS answered_ms,
  (extract(epoch FROM h.unanswered_at) * 1000)::float8 AS unanswered_ms`;

export const OPEN_OF = `
  SELECT ${OPEN} FROM handoff h WHERE h.conversation_id = $1 AND h.ended_at IS NULL`;

/** Whoever has this row gives out; whoever comes meanwhile goes away again. */
export const TAKE_TURN = 'SELECT 1 FROM offer_turn FOR UPDATE SKIP LOCKED';

/**
 * The heads of the lines that these queues are, each as far as agents could be given; `*` for all.
 * What somebody keeps room for is being given already.
 */
export const HEADS = `
  SELECT w.* FROM (
    SELECT DISTINCT queue FROM handoff
    WHERE ended_at IS NULL AND ($1::text[] && ARRAY['*'] OR queue = ANY ($1::text[]))) q
  CROSS JOIN LATERAL (
    SELECT ${OPEN} FROM handoff h
    WHERE h.queue = q.queue AND h.ended_at IS NULL AND h.state = 'waiting'
      AND NOT EXISTS (
        SELECT FROM reservation r
        WHERE r.conversation_id = h.conversation_id AND r.until > parley_now())
    ORDER BY h.rank, h.requested_at, h.conversation_id
    LIMIT 200) w`;

export const ASKING = `
  SELECT ${OPEN} FROM handoff h WHERE h.ended_at IS NULL AND h.state = 'asking'
  ORDER BY h.requested_at, h.conversation_id LIMIT $1`;

/** How many of its queue are before each, itself included, and how long others took. */
export const PLACES = `
  SELECT h.conversation_id, h.queue, t.typical_ms,
         (SELECT count(*)::int FROM handoff b
          WHERE b.queue = h.queue AND b.ended_at IS NULL
            AND b.state IN ('asking', 'waiting', 'offered')
            AND (b.rank, b.requested_at, b.conversation_id)
                <= (h.rank, h.requested_at, h.conversation_id)) AS position
  FROM handoff h
  JOIN (
    SELECT q.queue,
           (SELECT percentile_cont(0.5) WITHIN GROUP
                     (ORDER BY extract(epoch FROM e.ended_at - e.taken_at))
            FROM (SELECT ended_at, taken_at FROM handoff
                  WHERE queue = q.queue AND ended_at IS NOT NULL AND taken_at IS NOT NULL
                  ORDER BY ended_at DESC LIMIT 100) e) * 1000 AS typical_ms
    FROM (SELECT DISTINCT queue FROM handoff
          WHERE conversation_id = ANY ($1::uuid[]) AND ended_at IS NULL) q) t USING (queue)
  WHERE h.conversation_id = ANY ($1::uuid[]) AND h.ended_at IS NULL
    AND h.state IN ('asking', 'waiting', 'offered')`;

/** What `joined` has taken over stands in `dedupe` under the closed conversation's id. */
export const MERGED = `
  SELECT h.conversation_id, c.merged_into, h.queue, h.priority, h.reason, h.skills, h.taken_by,
         (extract(epoch FROM h.requested_at) * 1000)::float8 AS since_ms
  FROM handoff h JOIN conversation c ON c.id = h.conversation_id
  JOIN conversation o ON o.id = c.merged_into AND o.owner <> 'nobody'
  WHERE h.ended_how = 'merged' AND h.ended_at > parley_now() - interval '1 hour'
    AND ($2::uuid IS NULL OR h.conversation_id = $2::uuid)
    AND NOT EXISTS (
      SELECT FROM dedupe d WHERE d.conversation_id = c.merged_into AND d.key = h.conversation_id)
  ORDER BY h.ended_at LIMIT $1`;

export const SLA_STALE = `
  SELECT ${OPEN} FROM handoff h WHERE h.ended_at IS NULL AND NOT h.sla_fresh
  ORDER BY h.requested_at LIMIT $1`;

/** Conversations write `sla_fresh = false` with whatever changes: the next sweep works it out anew. */
export const WRITE_SLA = `
  UPDATE handoff h
  SET sla_clock = u.clock, sla_due_at = u.due, sla_fresh = true,
      promised = h.promised OR u.clock IS NOT NULL
  FROM unnest($1::uuid[], $2::int[], $3::text[], $4::timestamptz[])
    AS u (conversation_id, seq, clock, due)
  WHERE h.conversation_id = u.conversation_id AND h.seq = u.seq AND h.ended_at IS NULL`;

export const SLA_BROKEN = `
  SELECT h.conversation_id, h.seq, h.queue, h.sla_clock,
         (extract(epoch FROM h.sla_due_at) * 1000)::float8 AS due_ms
  FROM handoff h
  WHERE h.ended_at IS NULL AND h.sla_fresh AND h.sla_due_at <= parley_now()
  ORDER BY h.sla_due_at LIMIT $1`;

export const NOW = `SELECT (extract(epoch FROM parley_now()) * 1000)::float8 AS now_ms`;
