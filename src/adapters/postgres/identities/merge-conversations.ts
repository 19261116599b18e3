import { randomUUID } from 'node:crypto';

import type pg from 'pg';

/** Both in the order of their ids: whoever merges the same two waits, and nobody in a ring. */
const LOCK_BOTH = `
  SELECT id, last_seq, release_id, engine, merged_into FROM conversation
  WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
const BY_AGE = 'SELECT id FROM conversation WHERE id = ANY ($1::uuid[]) ORDER BY created_at, id';

const CLOSE = `
  WITH closed AS (
    UPDATE conversation
    SET merged_into = $2, last_seq = last_seq + 1, last_event_at = parley_now(),
        version = version + 1
    WHERE id = $1 RETURNING last_seq, last_event_at, release_id, engine),
  forgotten AS (DELETE FROM timer WHERE conversation_id = $1),
  unlisted AS (
    UPDATE handoff SET ended_at = parley_now(), ended_how = 'merged'
    WHERE conversation_id = $1 AND ended_at IS NULL)
  INSERT INTO event (conversation_id, seq, kind, at, payload, release_id, engine, arrival_id, flags,
                     chat)
  SELECT $1, last_seq, 'merged', last_event_at, json_build_object('into', $2::uuid), release_id,
         engine, $3, '{}', 'merged:'
  FROM closed`;
const HAND_OVER = 'UPDATE identity SET conversation_id = $2 WHERE conversation_id = $1';

/**
 * Closes the younger of two conversations and gives its names to the older (rule 11). What the
 * younger has said already still goes out: it was meant for the same person.
 *
 * @returns the older one's id; `undefined` where they were merged already
 */
export async function mergeConversations(
  client: pg.ClientBase,
  oneId: string,
  otherId: string,
): Promise<string | undefined> {
  const ids = [oneId, otherId];
  const { rows } = await client.query<{ readonly merged_into: string | null }>(LOCK_BOTH, [ids]);
  if (rows.length < 2 || rows.some((row) => row.merged_into !== null)) return undefined;

  const byAge = await client.query<{ readonly id: string }>(BY_AGE, [ids]);
  const [older, younger] = byAge.rows;
  if (older === undefined || younger === undefined) return undefined;

  await client.query(CLOSE, [younger.id, older.id, randomUUID()]);
  await client.query(HAND_OVER, [younger.id, older.id]);
  return older.id;
}
