/** Of events `e`: those that ended a chat, by the marks that reports read, too. */
export const ENDS_CHAT = `e.chat ~ '(^| )(ended|left|merged):'`;

/**
 * The summary of the chat that is under way, and where the one before it ended. Both look at events
 * from a number on, so at few: who asks names the oldest that matters.
 */
export const BEFORE = `
  SELECT coalesce((
           SELECT max(e.seq) FROM event e
           WHERE e.conversation_id = $1 AND e.seq >= $2 AND ${ENDS_CHAT}), 0) AS "endedSeq",
         s.text, s.seq AS "upToSeq"
  FROM (SELECT) one
  LEFT JOIN ai_summary s ON s.conversation_id = $1 AND NOT EXISTS (
    SELECT FROM event e WHERE e.conversation_id = $1 AND e.seq > s.seq AND ${ENDS_CHAT})`;

/** Waits for whoever erases the conversation, and then keeps nothing of it. */
export const KEEP_SUMMARY = `
  INSERT INTO ai_summary AS s (conversation_id, seq, text, at)
  SELECT c.id, $2, $3, parley_now() FROM (
    SELECT id FROM conversation WHERE id = $1 FOR KEY SHARE) c
  ON CONFLICT (conversation_id) DO UPDATE
  SET seq = excluded.seq, text = excluded.text, at = excluded.at
  WHERE s.seq < excluded.seq`;
