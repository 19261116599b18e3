/** @param found SQL of conversations, as `SELECT c.* …`: what is shown of a page is looked up for it alone */
export const shown = (found: string): string => `
  SELECT c.id, c.channel, c.owner::text, c.epoch, c.last_seq, c.recipient_kind, c.recipient_value,
         c.created_at, c.last_event_at, c.window_ends_at,
         coalesce(c.window_ends_at > parley_now(), false) AS is_window_open, c.stuck_reason,
         c.merged_into, h.queue, h.reason, h.requested_at, h.taken_by, h.taken_at,
         b.by AS blocked_by, b.reason AS blocked_reason, b.at AS blocked_at, b.until AS blocked_until
  FROM (${found}) c
  LEFT JOIN LATERAL (
    SELECT * FROM handoff h WHERE h.conversation_id = c.id AND h.ended_at IS NULL
    ORDER BY h.seq DESC LIMIT 1) h ON true
  LEFT JOIN block b ON b.conversation_id = c.id
  ORDER BY c.id DESC`;
