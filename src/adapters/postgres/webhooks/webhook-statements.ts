export const WEBHOOKS = `
  SELECT w.*,
         (SELECT count(*)::int FROM webhook_notice n
          WHERE n.webhook_id = w.id AND n.state = 'pending') AS pending,
         (SELECT count(*)::int FROM webhook_notice n
          WHERE n.webhook_id = w.id AND n.state = 'dead') AS dead
  FROM webhook w WHERE $1::uuid IS NULL OR w.id = $1::uuid
  ORDER BY w.id DESC`;

export const ADD = `
  WITH made AS (
    INSERT INTO webhook (id, kind, url, about, events, secret, created_by, queues)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (id) DO UPDATE
    SET url = excluded.url, events = excluded.events, secret = excluded.secret,
        previous_secret = CASE WHEN webhook.secret <> excluded.secret THEN webhook.secret
                               ELSE webhook.previous_secret END,
        previous_until = CASE WHEN webhook.secret <> excluded.secret
                              THEN parley_now() + interval '1 day'
                              ELSE webhook.previous_until END
    WHERE (webhook.url, webhook.events, webhook.secret)
          IS DISTINCT FROM (excluded.url, excluded.events, excluded.secret)
    RETURNING *)
  INSERT INTO audit (actor, action, subject, details)
  SELECT $7::text, 'webhook.add', id::text, json_build_object('url', url, 'events', events, 'queues', queues)
  FROM made`;

export const CHANGE = `
  WITH changed AS (
    UPDATE webhook
    SET url = coalesce($2, url), about = coalesce($3, about), events = coalesce($4::text[], events),
        queues = coalesce($7::text[], queues),
        disabled_at = CASE $5::bool WHEN true THEN NULL
                                    WHEN false THEN coalesce(disabled_at, parley_now())
                                    ELSE disabled_at END,
        disabled_reason = CASE $5::bool WHEN true THEN NULL
                                        WHEN false THEN coalesce(disabled_reason, 'by ' || $6::text)
                                        ELSE disabled_reason END,
        failing_since = CASE WHEN $5::bool THEN NULL ELSE failing_since END
    WHERE id = $1::uuid RETURNING *)
  INSERT INTO audit (actor, action, subject, details)
  SELECT $6::text, 'webhook.change', id::text,
         json_build_object('url', url, 'events', events, 'queues', queues,
                           'enabled', disabled_at IS NULL)
  FROM changed`;

export const ROTATE = `
  WITH changed AS (
    UPDATE webhook
    SET previous_secret = secret, secret = $2,
        previous_until = parley_now() + $3::float8 * interval '1 millisecond'
    WHERE id = $1::uuid RETURNING id)
  INSERT INTO audit (actor, action, subject, details)
  SELECT $4::text, 'webhook.rotate', id::text, json_build_object('overlap_ms', $3::float8)
  FROM changed`;

export const REMOVE = `
  WITH gone AS (DELETE FROM webhook WHERE id = $1::uuid RETURNING id, url),
  notices AS (DELETE FROM webhook_notice n USING gone WHERE n.webhook_id = gone.id)
  INSERT INTO audit (actor, action, subject, details)
  SELECT $2::text, 'webhook.remove', id::text, json_build_object('url', url) FROM gone`;

/**
 * A minute: longer than an attempt may take. Nothing waits for a file, but the files behind it while
 * it is tried for the first time.
 */
export const CLAIM = `
  WITH heads AS (
    SELECT h.*, w.kind, w.url, w.secret,
           CASE WHEN w.previous_until > parley_now() THEN w.previous_secret END AS previous_secret
    FROM webhook w
    LEFT JOIN unnest($1::uuid[], $2::int[]) AS b (id, busy) ON b.id = w.id
    CROSS JOIN LATERAL (
      SELECT n.conversation_id, n.seq, n.idx, n.webhook_id FROM webhook_notice n
      WHERE n.webhook_id = w.id AND n.state = 'pending' AND n.due_at <= parley_now()
        AND NOT EXISTS (
          SELECT FROM webhook_notice e
          WHERE e.conversation_id = n.conversation_id AND e.webhook_id = n.webhook_id
            AND e.state = 'pending' AND (e.seq, e.idx) < (n.seq, n.idx)
            AND (e.type <> 'conversation.file'
                 OR (n.type = 'conversation.file' AND e.attempt < 2)))
      ORDER BY n.due_at, n.conversation_id, n.seq, n.idx
      LIMIT greatest(0, 8 - coalesce(b.busy, 0))
      FOR NO KEY UPDATE SKIP LOCKED) h
    WHERE w.disabled_at IS NULL)
  UPDATE webhook_notice n
  SET attempt = n.attempt + 1, due_at = parley_now() + interval '1 minute'
  FROM heads h
  WHERE (n.conversation_id, n.seq, n.idx, n.webhook_id)
      = (h.conversation_id, h.seq, h.idx, h.webhook_id)
  RETURNING n.*, h.kind, h.url, h.secret, h.previous_secret`;

/**
 * Only of the attempt that was made. What fails for five days without one success, or says that
 * nobody lives there, is disabled.
 */
export const SETTLE = `
  WITH settled AS (
    UPDATE webhook_notice
    SET state = $6, reason = $7, due_at = parley_now() + $8::float8 * interval '1 millisecond',
        settled_at = CASE WHEN $6 <> 'pending' THEN parley_now() END
    WHERE (conversation_id, seq, idx, webhook_id) = ($1::uuid, $2::int, $3::int, $4::uuid)
      AND attempt = $5 AND state = 'pending'
    RETURNING webhook_id),
  well AS (
    UPDATE webhook w SET failing_since = NULL FROM settled
    WHERE w.id = settled.webhook_id AND $6 = 'sent' AND w.failing_since IS NOT NULL),
  ill AS (
    UPDATE webhook w
    SET failing_since = coalesce(w.failing_since, parley_now()),
        disabled_at = CASE WHEN $9::bool OR w.failing_since < parley_now() - interval '5 days'
                           THEN coalesce(w.disabled_at, parley_now()) ELSE w.disabled_at END,
        disabled_reason = CASE WHEN $9::bool OR w.failing_since < parley_now() - interval '5 days'
                               THEN coalesce(w.disabled_reason, $7) ELSE w.disabled_reason END
    FROM settled
    WHERE w.id = settled.webhook_id AND $6 <> 'sent' AND w.disabled_at IS NULL
    RETURNING w.id, w.url, w.disabled_at, w.disabled_reason),
  written AS (
    INSERT INTO audit (actor, action, subject, details)
    SELECT 'parley', 'webhook.disabled', id::text,
           json_build_object('url', url, 'reason', disabled_reason)
    FROM ill WHERE disabled_at IS NOT NULL)
  SELECT id FROM ill WHERE disabled_at IS NOT NULL`;

export const LIST = `
  SELECT * FROM webhook_notice
  WHERE webhook_id = $1::uuid AND ($2::text IS NULL OR state = $2)
  ORDER BY at DESC, conversation_id, seq DESC, idx DESC LIMIT $3`;

export const REDRIVE = `
  WITH anew AS (
    UPDATE webhook_notice
    SET state = 'pending', attempt = 0, due_at = parley_now(), settled_at = NULL
    WHERE webhook_id = $1::uuid AND state = 'dead' RETURNING 1),
  written AS (
    INSERT INTO audit (actor, action, subject, details)
    SELECT $2::text, 'webhook.redrive', $1::text, json_build_object('count', count(*)) FROM anew)
  SELECT count(*)::int AS count FROM anew`;

export const FORGET = `
  DELETE FROM webhook_notice WHERE ctid IN (
    SELECT ctid FROM webhook_notice
    WHERE settled_at < parley_now() - $1::int * interval '1 day' LIMIT $2)`;
