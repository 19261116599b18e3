/** A bound for one look, so that a flood is taken in pieces. */
const AT_ONCE = 1000;

const NOW = '(SELECT parley_now())';
const KEY = '(r.conversation_id, r.seq, r.idx)';
/** In the words of the indexes `reply_lane` and `reply_due`, which find these few among all. */
const UNSETTLED = 'r.settled_at IS NULL';
const IS_PENDING = `r.leased_by IS NULL AND ${UNSETTLED}`;
const milliseconds = (parameter: string): string => `${parameter}::int * interval '1 millisecond'`;

/** Nobody is judged by a replica whose own heartbeat is not to be seen. */
export const SILENT_HOLDERS = `
  SELECT DISTINCT r.leased_by AS id FROM reply r
  WHERE ${UNSETTLED} AND r.leased_by <> $1::uuid
    AND NOT EXISTS (
      SELECT FROM replica p
      WHERE p.id = r.leased_by AND p.beat_at > ${NOW} - ${milliseconds('$2')})
    AND EXISTS (
      SELECT FROM replica p WHERE p.id = $1::uuid AND p.beat_at > ${NOW} - ${milliseconds('$2')})`;

export const GIVE_BACK_ALL_OF = `
  WITH lost AS MATERIALIZED (
    SELECT r.conversation_id, r.seq, r.idx FROM reply r
    WHERE ${UNSETTLED} AND r.state = 'leased' AND r.leased_by = $1::uuid
    ORDER BY r.conversation_id, r.seq, r.idx
    FOR NO KEY UPDATE OF r SKIP LOCKED)
  UPDATE reply r SET state = 'pending', leased_by = NULL
  FROM lost WHERE ${KEY} = (lost.conversation_id, lost.seq, lost.idx)`;

export const GIVE_BACK_LEASED = `
  WITH lost AS MATERIALIZED (
    SELECT r.conversation_id, r.seq, r.idx
    FROM unnest($2::uuid[], $3::int[], $4::int[]) AS a (conversation_id, seq, idx)
    JOIN reply r USING (conversation_id, seq, idx)
    WHERE r.state = 'leased' AND r.leased_by = $1::uuid
    ORDER BY r.conversation_id, r.seq, r.idx
    FOR NO KEY UPDATE OF r SKIP LOCKED)
  UPDATE reply r SET state = 'pending', leased_by = NULL
  FROM lost WHERE ${KEY} = (lost.conversation_id, lost.seq, lost.idx)`;

export const LAPSED = `
  SELECT r.conversation_id, r.seq, r.idx, r.policy, r.attempt, r.ambiguities FROM reply r
  WHERE ${UNSETTLED} AND r.state = 'in_flight' AND r.leased_by = $1::uuid
    AND r.in_flight_at < ${NOW} - ${milliseconds('$2')}
  LIMIT ${String(AT_ONCE)}`;

export const LEASED_LONG_SINCE = `
  SELECT r.conversation_id, r.seq, r.idx FROM reply r
  WHERE ${UNSETTLED} AND r.state = 'leased' AND r.leased_by = $1::uuid
    AND r.due_at < ${NOW} - ${milliseconds('$2')}
  LIMIT ${String(AT_ONCE)}`;

/** A reply without a window of its own is given a day from the event that it answers. */
export const EXPIRE_OVERDUE = `
  WITH over AS MATERIALIZED (
    SELECT r.conversation_id, r.seq, r.idx FROM reply r
    WHERE ${IS_PENDING} AND (r.expires_at <= ${NOW} OR r.expires_at IS NULL AND EXISTS (
      SELECT FROM event e
      WHERE e.conversation_id = r.conversation_id AND e.seq = r.seq
        AND e.at < ${NOW} - interval '24 hours'))
    LIMIT ${String(AT_ONCE)}
    FOR NO KEY UPDATE OF r SKIP LOCKED)
  UPDATE reply r
  SET state = 'expired', settled_at = ${NOW}, reason = 'its time was over before it could leave'
  FROM over WHERE ${KEY} = (over.conversation_id, over.seq, over.idx)
  RETURNING 1`;

export const OLDEST_DUE = `
  SELECT (extract(epoch FROM ${NOW} - r.due_at) * 1000)::float8 AS age_ms FROM reply r
  WHERE ${IS_PENDING} AND r.due_at <= ${NOW}
  ORDER BY r.due_at LIMIT 1`;
