const NOW = '(SELECT parley_now())';
const KEY = '(c.conversation_id, c.seq, c.idx)';
const COLUMNS = `c.conversation_id, c.seq, c.idx, c.target, c.request, c.policy, c.step, c.attempt,
         (extract(epoch FROM c.expires_at - ${NOW}) * 1000)::float8 AS left_ms`;
/** A bound for one look, so that a flood is taken in pieces. */
const AT_ONCE = 1000;

/**
 * The step that asked armed its own clock in the same event: while that clock stands, it waits. An
 * answer is of no use either once the conversation has changed hands.
 *
 * Looked up for each call by itself: of EXISTS a plan that was made over small tables may read the
 * whole of both, and is kept once they are large.
 */
export const IS_AWAITED = `
  c.expires_at > ${NOW}
  AND coalesce((
    SELECT true FROM timer t WHERE t.conversation_id = c.conversation_id AND t.gen = c.seq
    LIMIT 1), false)
  AND coalesce((
    SELECT v.epoch = c.epoch FROM conversation v WHERE v.id = c.conversation_id), false)`;

/** Due ones are locked by then, and still pending. To say so again would have all pending ones read. */
const MARK = `
  UPDATE call c
  SET state = 'in_flight', attempt = c.attempt + 1, leased_by = $1::uuid, in_flight_at = ${NOW}
  FROM due
  WHERE ${KEY} = (due.conversation_id, due.seq, due.idx)
  RETURNING ${COLUMNS}`;

/** So many of each target: one that is slow keeps no other from its turn. */
export const CLAIM = `
  WITH due AS MATERIALIZED (
    SELECT d.* FROM unnest($2::text[], $3::int[]) AS t (target, room)
    CROSS JOIN LATERAL (
      SELECT c.conversation_id, c.seq, c.idx FROM call c
      WHERE c.state = 'pending' AND c.target = t.target AND c.due_at <= ${NOW} AND ${IS_AWAITED}
      ORDER BY c.due_at LIMIT t.room
      FOR NO KEY UPDATE OF c SKIP LOCKED) d)
  ${MARK}`;

export const CLAIM_OTHERS = `
  WITH due AS MATERIALIZED (
    SELECT c.conversation_id, c.seq, c.idx FROM call c
    WHERE c.state = 'pending' AND c.target <> ALL ($2::text[]) AND c.due_at <= ${NOW}
      AND ${IS_AWAITED}
    ORDER BY c.due_at LIMIT ${String(AT_ONCE)}
    FOR NO KEY UPDATE OF c SKIP LOCKED)
  ${MARK}`;

/**
 * Looked up, and so locked, in the order of the keys: each by itself, and not among all that are in
 * flight, for whose index the last condition would do if it were written as two.
 */
export const SETTLE = `
  UPDATE call c
  SET state = t.state, reason = t.reason, late_value = t.late_value::json,
      due_at = CASE WHEN t.state = 'pending'
        THEN ${NOW} + t.delay_ms * interval '1 millisecond' ELSE c.due_at END,
      settled_at = CASE WHEN t.state = 'pending' THEN NULL ELSE ${NOW} END
  FROM (
    SELECT * FROM unnest($2::uuid[], $3::int[], $4::int[], $5::int[], $6::text[], $7::text[],
                         $8::int[], $9::text[])
      AS a (conversation_id, seq, idx, attempt, state, reason, delay_ms, late_value)
    ORDER BY conversation_id, seq, idx LIMIT cardinality($2::uuid[])) t
  WHERE ${KEY} = (t.conversation_id, t.seq, t.idx) AND c.attempt = t.attempt
    AND (c.state, c.leased_by) IS NOT DISTINCT FROM ('in_flight', $1::uuid)`;

export const EXPIRE_UNWANTED = `
  WITH over AS MATERIALIZED (
    SELECT c.conversation_id, c.seq, c.idx FROM call c
    WHERE c.state = 'pending' AND NOT (${IS_AWAITED})
    ORDER BY c.due_at LIMIT ${String(AT_ONCE)}
    FOR NO KEY UPDATE OF c SKIP LOCKED)
  UPDATE call c
  SET state = 'expired', settled_at = ${NOW}, reason = 'nobody waited for it any more'
  FROM over WHERE ${KEY} = (over.conversation_id, over.seq, over.idx)
  RETURNING 1`;

/** Nobody is judged by a replica whose own heartbeat is not to be seen. */
export const SILENT_HOLDERS = `
  SELECT DISTINCT c.leased_by AS id FROM call c
  WHERE c.state = 'in_flight' AND c.leased_by <> $1::uuid
    AND NOT EXISTS (
      SELECT FROM replica p
      WHERE p.id = c.leased_by AND p.beat_at > ${NOW} - $2::int * interval '1 millisecond')
    AND EXISTS (
      SELECT FROM replica p
      WHERE p.id = $1::uuid AND p.beat_at > ${NOW} - $2::int * interval '1 millisecond')`;

export const LAPSED = `
  SELECT ${COLUMNS} FROM call c
  WHERE c.state = 'in_flight' AND c.leased_by = $1::uuid
    AND c.in_flight_at <= ${NOW} - $2::int * interval '1 millisecond'
  LIMIT ${String(AT_ONCE)}`;
