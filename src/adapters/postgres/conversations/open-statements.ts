/**
 * Locks conversations in one written order, passing over those held elsewhere: a batch never
 * waits, and no two batches wait for each other (DESIGN, section 5, rules 1, 2 and 10).
 */
const lock = (passOver: string): string => `
  SELECT c.id, c.owner::text, c.epoch, c.release_id, c.engine, c.last_seq, c.snapshot,
         c.recipient_kind, c.recipient_value, c.version, c.merged_into, c.stuck_reason,
         (extract(epoch FROM c.last_event_at) * 1000)::float8 AS last_event_at_ms,
         (extract(epoch FROM c.window_ends_at) * 1000)::float8 AS window_ends_at_ms
  FROM conversation c
  WHERE c.id = ANY ($1::uuid[])
  ORDER BY c.id
  FOR NO KEY UPDATE OF c${passOver}`;

export const LOCK = lock(' SKIP LOCKED');
export const LOCK_PATIENTLY = lock('');

/**
 * What was seen before, and whose lanes are taken by someone else.
 *
 * A statement of its own: its snapshot is taken after the locks, so that it sees everything their
 * last holders committed. Inside the locking statement a duplicate could be missed.
 *
 * The limits make look-ups by key of what would be joins: a plan that was kept from when a table
 * was small would walk all of it for each batch.
 */
export const LOOK_UP = `
  SELECT parley_now() AS now, NULL::uuid AS conversation_id, NULL::uuid AS key, NULL::int AS seq,
         NULL::uuid AS arrival_id
  UNION ALL
  SELECT NULL, d.conversation_id, d.key, d.seq, d.arrival_id
  FROM unnest($1::uuid[], $2::uuid[]) AS asked (conversation_id, key)
  CROSS JOIN LATERAL (
    SELECT * FROM dedupe d
    WHERE (d.conversation_id, d.key) = (asked.conversation_id, asked.key) LIMIT 1) d
  UNION ALL
  SELECT NULL, asked.id, NULL, NULL, NULL
  FROM unnest($3::uuid[]) AS asked (id)
  WHERE (
    SELECT true FROM reply r
    WHERE r.conversation_id = asked.id AND r.settled_at IS NULL
      AND r.leased_by IS DISTINCT FROM $4::uuid
    LIMIT 1)`;
