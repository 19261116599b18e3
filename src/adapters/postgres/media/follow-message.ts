import type pg from 'pg';

import type { MediaName } from '#app/ports/media-shelf.ts';

/**
 * Whichever desk elsewhere was told of the message is told of its file, behind whatever else there
 * is of that event; once more where it is fetched anew. None where nobody was told.
 */
const FOLLOW = `
  INSERT INTO webhook_notice (conversation_id, seq, idx, webhook_id, type, payload, at, due_at)
  SELECT DISTINCT ON (n.webhook_id)
         n.conversation_id, n.seq, 1000 + m.idx, n.webhook_id, 'conversation.file',
         json_build_object('handoff', n.payload -> 'handoff', 'file', m.id), parley_now(), parley_now()
  FROM media m
  JOIN webhook_notice n ON n.conversation_id = m.conversation_id AND n.seq = m.seq
  JOIN webhook w ON w.id = n.webhook_id AND w.kind = 'chatwoot'
  WHERE m.conversation_id = $1::uuid AND m.id = $2::uuid
    AND n.type IN ('conversation.message', 'conversation.queued')
  ORDER BY n.webhook_id, n.idx
  ON CONFLICT (conversation_id, seq, idx, webhook_id) DO UPDATE
  SET state = 'pending', attempt = 0, due_at = excluded.due_at, reason = NULL, settled_at = NULL`;

/** Says that a file is here, or that none will be; within the transaction that keeps it. */
export async function followMessage(
  client: Pick<pg.ClientBase, 'query'>,
  { conversationId, id }: MediaName,
): Promise<void> {
  await client.query(FOLLOW, [conversationId, id]);
}
