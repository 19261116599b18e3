const NOW = '(SELECT parley_now())';
const KEY = '(r.conversation_id, r.seq, r.idx)';
/** A reply that is due for longer than this is stuck; while Braze is well they leave in milliseconds. */
const STUCK_AFTER = "interval '60 seconds'";

const SHOWN = `
  r.conversation_id, r.seq, r.idx, r.state::text, r.sender, r.step, r.campaign_id, r.policy,
  r.attempt, r.ambiguities, r.reason, r.dispatch_id, r.properties,
  (extract(epoch FROM ${NOW} - coalesce(r.settled_at, r.due_at)) * 1000)::float8 AS age_ms,
  d.sent_at, d.delivered_at, d.read_at, d.failed_at, d.failure, d.code,
  d.reason AS failure_reason`;

const TOLD = `LEFT JOIN delivery d ON (d.conversation_id, d.seq, d.idx) = ${KEY}`;
/** `$1` is a conversation or null, `$2` how many. */
const ASKED = '($1::uuid IS NULL OR r.conversation_id = $1::uuid)';

/** Each in the words of an index: `reply_lane`, `reply_trouble`, `delivery_failed`. */
export const TROUBLED = {
  stuck: `
    SELECT ${SHOWN} FROM reply r ${TOLD}
    WHERE r.settled_at IS NULL AND r.due_at < ${NOW} - ${STUCK_AFTER} AND ${ASKED}
    ORDER BY r.due_at LIMIT $2`,
  ambiguous: `
    SELECT ${SHOWN} FROM reply r ${TOLD}
    WHERE r.settled_at IS NOT NULL AND r.reason IS NOT NULL
      AND r.state IN ('ambiguous', 'held') AND ${ASKED}
    ORDER BY r.settled_at LIMIT $2`,
  dead: `
    SELECT ${SHOWN} FROM reply r ${TOLD}
    WHERE r.settled_at IS NOT NULL AND r.reason IS NOT NULL
      AND r.state IN ('failed', 'expired') AND ${ASKED}
    ORDER BY r.settled_at LIMIT $2`,
  undelivered: `
    SELECT ${SHOWN} FROM delivery d JOIN reply r USING (conversation_id, seq, idx)
    WHERE d.failed_at > ${NOW} - interval '7 days' AND d.delivered_at IS NULL AND d.read_at IS NULL
      AND r.state = 'sent' AND ${ASKED}
    ORDER BY d.failed_at LIMIT $2`,
} as const;

export const ONE = `
  SELECT ${SHOWN} FROM reply r ${TOLD}
  WHERE ${KEY} = ($1::uuid, $2::int, $3::int)`;

/**
 * One statement, so that a worker and an operator, or two operators, cannot both have their way:
 * the row's lock decides, and who comes second finds another state. What goes out again is told of
 * anew.
 */
export const CHANGE = `
  WITH found AS MATERIALIZED (
    SELECT r.conversation_id, r.seq, r.idx, r.state::text AS state,
           r.expires_at <= ${NOW} AS is_over,
           c.owner = 'nobody' AND NOT r.survives_fence AS is_opted_out
    FROM (
      SELECT * FROM unnest($1::uuid[], $2::int[], $3::int[]) AS a (conversation_id, seq, idx)
      ORDER BY conversation_id, seq, idx LIMIT cardinality($1::uuid[])) asked
    CROSS JOIN LATERAL (
      SELECT r.* FROM reply r
      WHERE ${KEY} = (asked.conversation_id, asked.seq, asked.idx)
      FOR NO KEY UPDATE OF r) r
    JOIN conversation c ON c.id = r.conversation_id),
  judged AS MATERIALIZED (
    SELECT found.*,
           CASE WHEN NOT found.state = ANY ($4::text[]) THEN 'wrong-state'
                WHEN $5::bool AND found.is_over THEN 'window-over'
                WHEN $5::bool AND found.is_opted_out THEN 'opted-out'
                ELSE 'done' END AS outcome
    FROM found),
  changed AS (
    UPDATE reply r
    SET state = (CASE WHEN $5::bool THEN 'pending' ELSE 'cancelled' END)::reply_state,
        reason = $6::text || ' by ' || $7::text || ': ' || $8::text,
        leased_by = NULL,
        -- Written by themselves meanwhile: today's profile may know better.
        attributes = NULL,
        due_at = CASE WHEN $5::bool THEN ${NOW} ELSE r.due_at END,
        settled_at = CASE WHEN $5::bool THEN NULL ELSE coalesce(r.settled_at, ${NOW}) END
    FROM judged
    WHERE ${KEY} = (judged.conversation_id, judged.seq, judged.idx) AND judged.outcome = 'done'
    RETURNING r.conversation_id, r.seq, r.idx, judged.state AS was),
  untold AS (
    DELETE FROM delivery d USING changed
    WHERE $5::bool
      AND (d.conversation_id, d.seq, d.idx) = (changed.conversation_id, changed.seq, changed.idx)),
  written AS (
    INSERT INTO audit (actor, action, subject, details)
    SELECT $7::text, 'reply.' || $6::text,
           changed.conversation_id || ':' || changed.seq || ':' || changed.idx,
           json_build_object('reason', $8::text, 'was', changed.was)
    FROM changed ORDER BY changed.conversation_id, changed.seq, changed.idx)
  SELECT conversation_id, seq, idx, state, outcome FROM judged`;
