import { UNSUBSCRIBE_STEP } from '#core/conversation/profile/subscription-write.ts';
import { MAX_ROWS_A_CONVERSATION } from '#core/delivery/track-plan.ts';

const NOW = '(SELECT parley_now())';
const KEY = '(w.conversation_id, w.seq, w.idx)';
/** Word for word the predicate of the index `write_back_lane`. */
const UNSETTLED = `IN ('pending', 'in_flight')`;

const COLUMNS = `w.conversation_id, w.seq, w.idx, w.attributes, w.event_name, w.event_properties,
         w.at, w.attempt, w.event_unknown`;

/** So long Braze may take to send what it has accepted, before it looks at a subscription. */
const SEND_GRACE_S = 10;

/**
 * Whether a row has to wait for what is said beside it: to who is unsubscribed Braze sends nothing,
 * the words that confirm it neither.
 */
const confirms = (row: string): string => `(
  ${row}.step = '${UNSUBSCRIBE_STEP}' AND EXISTS (
    SELECT FROM reply r
    WHERE r.conversation_id = ${row}.conversation_id AND r.seq = ${row}.seq
      AND (r.settled_at IS NULL
        OR r.settled_at > ${NOW} - interval '${String(SEND_GRACE_S)} seconds')))`;

/** Whether a row's attributes ride with a reply of which nobody knows yet what becomes of it. */
const rides = (row: string): string => `EXISTS (
    SELECT FROM reply r
    WHERE r.conversation_id = ${row}.conversation_id AND r.seq = ${row}.seq
      AND r.idx = ${row}.rides_with AND r.settled_at IS NULL)`;

/** A call may last so long; what else was written meanwhile may have come after it. */
const CALL_S = 15;

/**
 * Whether a reply has taken a row's attributes along, and nothing older of the same names can have
 * come to the profile after it: otherwise they are written again, which comes to the same.
 */
const RODE = `EXISTS (
    SELECT FROM reply r
    WHERE r.conversation_id = w.conversation_id AND r.seq = w.seq AND r.idx = w.rides_with
      AND r.state = 'sent'
      AND NOT EXISTS (
        SELECT FROM write_back e
        WHERE e.conversation_id = w.conversation_id AND (e.seq, e.idx) < (w.seq, w.idx)
          AND (e.seq, e.rides_with) IS DISTINCT FROM (w.seq, w.rides_with)
          AND (e.state ${UNSETTLED}
            OR e.in_flight_at > r.in_flight_at - interval '${String(CALL_S)} seconds')
          AND EXISTS (
            SELECT FROM json_object_keys(e.attributes) AS k (name)
            WHERE w.attributes::jsonb ? k.name)))`;

const waits = (row: string): string => `(${confirms(row)} OR ${rides(row)})`;

/**
 * Claims lanes by their heads: whoever holds the head's lock has the lane, so that no two claims
 * take pieces of one. What is behind the head goes along up to the first that is not due yet, so
 * that no older value is written after a newer one. What a reply has taken along is done with: of
 * such a row only the event is claimed.
 */
export const CLAIM = `
  WITH head AS MATERIALIZED (
    SELECT w.conversation_id FROM write_back w
    WHERE w.state = 'pending' AND w.due_at <= ${NOW} AND NOT ${waits('w')}
      AND NOT EXISTS (
        SELECT FROM write_back e
        WHERE e.conversation_id = w.conversation_id AND e.state ${UNSETTLED}
          AND (e.state = 'in_flight' OR (e.seq, e.idx) < (w.seq, w.idx)))
    ORDER BY w.due_at LIMIT $2::int
    FOR NO KEY UPDATE OF w SKIP LOCKED),
  lane AS MATERIALIZED (
    SELECT l.* FROM head CROSS JOIN LATERAL (
      SELECT w.conversation_id, w.seq, w.idx, ${RODE} AS rode FROM write_back w
      WHERE w.conversation_id = head.conversation_id AND w.state = 'pending'
        AND NOT EXISTS (
          SELECT FROM write_back e
          WHERE e.conversation_id = w.conversation_id AND e.state = 'pending'
            AND (e.due_at > ${NOW} OR ${waits('e')})
            AND (e.seq, e.idx) <= (w.seq, w.idx))
      ORDER BY w.seq, w.idx LIMIT ${String(MAX_ROWS_A_CONVERSATION)}) l),
  claimed AS (
    UPDATE write_back w
    SET state = (CASE WHEN NOT lane.rode THEN 'in_flight'
                      WHEN w.event_name IS NULL THEN 'sent'
                      WHEN w.event_unknown THEN 'ambiguous'
                      ELSE 'in_flight' END)::write_back_state,
        attempt = w.attempt + 1, leased_by = $1::uuid,
        in_flight_at = CASE WHEN lane.rode AND w.event_name IS NULL THEN w.in_flight_at
                            ELSE ${NOW} END
    FROM lane
    WHERE ${KEY} = (lane.conversation_id, lane.seq, lane.idx) AND w.state::text = 'pending'
    RETURNING ${COLUMNS}, w.state, lane.rode)
  SELECT w.conversation_id, w.seq, w.idx, CASE WHEN NOT w.rode THEN w.attributes END AS attributes,
         w.event_name, w.event_properties, w.at, w.attempt, w.event_unknown,
         c.recipient_kind, c.recipient_value
  FROM claimed w JOIN conversation c ON c.id = w.conversation_id
  WHERE w.state = 'in_flight'
  ORDER BY w.conversation_id, w.seq, w.idx`;

/** Looked up, and so locked, in the order of the keys; the limit says that few are asked for. */
export const SETTLE = `
  UPDATE write_back w
  SET state = t.state::write_back_state, reason = t.reason, event_unknown = t.event_unknown,
      due_at = CASE WHEN t.state = 'pending'
        THEN ${NOW} + t.delay_ms * interval '1 millisecond' ELSE w.due_at END
  FROM (
    SELECT * FROM unnest($2::uuid[], $3::int[], $4::int[], $5::int[], $6::text[], $7::text[],
                         $8::int[], $9::bool[])
      AS a (conversation_id, seq, idx, attempt, state, reason, delay_ms, event_unknown)
    ORDER BY conversation_id, seq, idx LIMIT cardinality($2::uuid[])) t
  WHERE ${KEY} = (t.conversation_id, t.seq, t.idx) AND w.state::text = 'in_flight'
    AND w.leased_by = $1::uuid AND w.attempt = t.attempt`;

export const SILENT_HOLDERS = `
  SELECT DISTINCT w.leased_by AS id FROM write_back w
  WHERE w.state = 'in_flight' AND w.leased_by <> $1::uuid
    AND NOT EXISTS (
      SELECT FROM replica p
      WHERE p.id = w.leased_by AND p.beat_at > ${NOW} - $2::int * interval '1 millisecond')
    AND EXISTS (
      SELECT FROM replica p
      WHERE p.id = $1::uuid AND p.beat_at > ${NOW} - $2::int * interval '1 millisecond')`;

export const LAPSED = `
  SELECT ${COLUMNS}, c.recipient_kind, c.recipient_value
  FROM write_back w JOIN conversation c ON c.id = w.conversation_id
  WHERE w.state = 'in_flight' AND w.leased_by = $1::uuid
    AND w.in_flight_at < ${NOW} - $2::int * interval '1 millisecond'
  LIMIT 1000`;

export const OLDEST_DUE = `
  SELECT (extract(epoch FROM ${NOW} - w.due_at) * 1000)::float8 AS age_ms FROM write_back w
  WHERE w.state = 'pending' AND w.due_at <= ${NOW}
  ORDER BY w.due_at LIMIT 1`;
