/**
 * What Currents tells, in sets. Rows are locked replies first, then deliveries, each in the order
 * of their keys (DESIGN, section 5, rule 10).
 */

const NOW = '(SELECT parley_now())';
const KEY = '(r.conversation_id, r.seq, r.idx)';
/** A dispatch is looked for among a conversation's last replies; Currents is hours late at most. */
const LOOKED_THROUGH = 300;

/**
 * The surest way first: the name that the message carried, then WhatsApp's id, then recipient and
 * dispatch, for a dispatch may serve fifty people.
 */
export const FIND = `
  SELECT asked.place::int, r.conversation_id, r.seq, r.idx, r.step,
         (d.delivered_at IS NOT NULL OR d.read_at IS NOT NULL OR d.failed_at IS NOT NULL)
           IS TRUE AS is_decided,
         asked.braze_id IS NULL OR EXISTS (
           SELECT FROM identity i
           WHERE i.channel = 'whatsapp' AND i.kind = 'braze_id' AND i.value = asked.braze_id)
           AS knows_braze_id
  FROM unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[],
              $8::text[])
    WITH ORDINALITY AS asked (conversation_id, seq, idx, message_id, dispatch_id, external_id,
                              braze_id, phone, place)
  CROSS JOIN LATERAL (
    SELECT named.* FROM (
      SELECT 1 AS rank, n.conversation_id, n.seq, n.idx, n.step FROM reply n
      WHERE (n.conversation_id, n.seq, n.idx) = (asked.conversation_id, asked.seq, asked.idx)
      UNION ALL
      SELECT 2, n.conversation_id, n.seq, n.idx, n.step
      FROM delivery v JOIN reply n USING (conversation_id, seq, idx)
      WHERE asked.conversation_id IS NULL AND v.message_id = asked.message_id
      UNION ALL
      SELECT 3, n.conversation_id, n.seq, n.idx, n.step
      FROM (
        SELECT DISTINCT i.conversation_id
        FROM (VALUES ('external_id', asked.external_id), ('braze_id', asked.braze_id),
                     ('phone', asked.phone)) AS name (kind, value)
        JOIN identity i
          ON i.channel = 'whatsapp' AND i.kind = name.kind AND i.value = name.value
        WHERE asked.conversation_id IS NULL AND asked.dispatch_id IS NOT NULL
          AND NOT EXISTS (SELECT FROM delivery v WHERE v.message_id = asked.message_id)) whose
      CROSS JOIN LATERAL (
        SELECT late.* FROM reply late WHERE late.conversation_id = whose.conversation_id
        ORDER BY late.seq DESC, late.idx DESC LIMIT ${String(LOOKED_THROUGH)}) n
      LEFT JOIN delivery v ON (v.conversation_id, v.seq, v.idx) = (n.conversation_id, n.seq, n.idx)
      WHERE asked.dispatch_id IN (n.dispatch_id, v.dispatch_id)) named
    ORDER BY named.rank, named.seq DESC, named.idx DESC LIMIT 1) r
  LEFT JOIN delivery d ON (d.conversation_id, d.seq, d.idx) = ${KEY}
  ORDER BY asked.place`;

/**
 * A reply of which nobody knew what became of it. That Braze handled it is certain now, so what
 * waits to be tried again is not: that is the one repetition it was spared (I5).
 */
export const SETTLE_DOUBTFUL = `
  UPDATE reply r
  SET state = asked.state::reply_state, reason = asked.reason,
      dispatch_id = coalesce(r.dispatch_id, asked.dispatch_id),
      leased_by = CASE WHEN r.settled_at IS NULL THEN NULL ELSE r.leased_by END,
      settled_at = coalesce(r.settled_at, ${NOW})
  FROM (
    SELECT * FROM unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::text[], $6::text[])
      AS a (conversation_id, seq, idx, state, reason, dispatch_id)
    ORDER BY conversation_id, seq, idx LIMIT cardinality($1::uuid[])) asked
  WHERE ${KEY} = (asked.conversation_id, asked.seq, asked.idx)
    AND (r.state IN ('ambiguous', 'held')
      OR asked.state = 'sent' AND r.state IN ('pending', 'leased') AND r.ambiguities > 0)`;

/** The earliest of what is told twice; reasons stay once there are any. */
export const RECORD = `
  INSERT INTO delivery AS d (conversation_id, seq, idx, dispatch_id, message_id, sent_at,
                             delivered_at, read_at, failed_at, failure, code, reason)
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::text[],
                       $6::timestamptz[], $7::timestamptz[], $8::timestamptz[],
                       $9::timestamptz[], $10::text[], $11::text[], $12::text[])
  ON CONFLICT (conversation_id, seq, idx) DO UPDATE
  SET dispatch_id = coalesce(d.dispatch_id, excluded.dispatch_id),
      message_id = coalesce(d.message_id, excluded.message_id),
      sent_at = least(d.sent_at, excluded.sent_at),
      delivered_at = least(d.delivered_at, excluded.delivered_at),
      read_at = least(d.read_at, excluded.read_at),
      failed_at = least(d.failed_at, excluded.failed_at),
      failure = coalesce(d.failure, excluded.failure),
      code = coalesce(d.code, excluded.code),
      reason = coalesce(d.reason, excluded.reason)`;

export const KEEP = `
  INSERT INTO feedback (id, type, braze_id, dispatch_id, message_id, news, raw)
  SELECT u.id, u.type, u.braze_id, u.dispatch_id, u.message_id, u.news::json,
         convert_to(u.raw, 'UTF8')
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
    AS u (id, type, braze_id, dispatch_id, message_id, news, raw)
  ORDER BY u.id
  ON CONFLICT DO NOTHING`;

/** Two look-ups, for an OR over two columns would walk the table; what is found twice is told twice. */
export const AWAITING = `
  SELECT f.news FROM feedback f WHERE f.news IS NOT NULL AND f.dispatch_id = ANY ($1::text[])
  UNION ALL
  SELECT f.news FROM feedback f WHERE f.news IS NOT NULL AND f.message_id = ANY ($2::text[])`;

export const RELEASE = 'DELETE FROM feedback WHERE id = ANY ($1::text[])';

export const FORGET = `
  DELETE FROM feedback
  WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM feedback
    WHERE received_at < (SELECT parley_now()) - $1::int * interval '1 hour' LIMIT $2))`;

const FAILURE = "CASE r.state WHEN 'failed' THEN 'refused' ELSE 'expired' END";

/** In the words of the index `reply_trouble`; what is older than two days was held long ago. */
export const UNTOLD_UNSENT = `
  SELECT r.conversation_id, r.seq, r.idx, r.step, ${FAILURE} AS failure, r.reason, r.attempt
  FROM reply r
  WHERE r.settled_at IS NOT NULL AND r.reason IS NOT NULL
    AND r.settled_at > ${NOW} - interval '1 day' AND r.state IN ('expired', 'failed')
    AND NOT EXISTS (
      SELECT FROM delivery d
      WHERE (d.conversation_id, d.seq, d.idx) = ${KEY} AND d.failed_at IS NOT NULL)
  ORDER BY r.settled_at LIMIT $1`;

export const RECORD_UNSENT = `
  INSERT INTO delivery (conversation_id, seq, idx, failed_at, failure, reason)
  SELECT r.conversation_id, r.seq, r.idx, r.settled_at, ${FAILURE}, r.reason
  FROM unnest($1::uuid[], $2::int[], $3::int[]) AS told (conversation_id, seq, idx)
  JOIN reply r ON ${KEY} = (told.conversation_id, told.seq, told.idx)
  ORDER BY r.conversation_id, r.seq, r.idx
  ON CONFLICT (conversation_id, seq, idx)
  DO UPDATE SET failed_at = excluded.failed_at, failure = excluded.failure,
                reason = excluded.reason
  WHERE delivery.failed_at IS NULL`;

export const HOLD_UNVERIFIED = `
  WITH overdue AS MATERIALIZED (
    SELECT r.conversation_id, r.seq, r.idx FROM reply r
    WHERE r.settled_at IS NOT NULL AND r.reason IS NOT NULL
      AND r.settled_at BETWEEN ${NOW} - interval '2 days'
                           AND ${NOW} - $1::int * interval '1 millisecond'
      AND r.policy = 'verify' AND r.state = 'ambiguous'
    ORDER BY r.conversation_id, r.seq, r.idx LIMIT 1000
    FOR NO KEY UPDATE OF r SKIP LOCKED)
  UPDATE reply r
  SET state = 'held', reason = r.reason || '; Currents did not tell in time'
  FROM overdue
  WHERE ${KEY} = (overdue.conversation_id, overdue.seq, overdue.idx)`;
