import type { NoticeRow } from '#app/ports/conversation-store.ts';

import { int4Array, textArray, timestamptzArray, uuidArray } from '../binary-arrays.ts';
import type { CountedStatement } from './statement.ts';

/** A row for each address that wants to know: none where nobody asked to be told. */
const WRITE_NOTICES = `
  INSERT INTO webhook_notice (conversation_id, seq, idx, webhook_id, type, payload, at, due_at)
  SELECT u.conversation_id, u.seq, u.idx, w.id, u.type, u.payload::json, u.at, u.at
  FROM unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::text[], $6::timestamptz[],
              $7::text[], $8::text[])
    AS u (conversation_id, seq, idx, type, payload, at, queue, lost_by)
  JOIN webhook w ON w.disabled_at IS NULL AND u.type = ANY (w.events)
    AND (w.queues = '{}' OR u.queue = ANY (w.queues) OR u.lost_by = ANY (w.queues))`;

/** What others are to be told; only batches in which people did something have any. */
export function noticeStatement(notices: readonly NoticeRow[]): CountedStatement {
  return {
    name: 'write-notices',
    text: WRITE_NOTICES,
    rows: notices.length,
    values: [
      uuidArray(notices, ({ conversationId }) => conversationId),
      int4Array(notices, ({ seq }) => seq),
      int4Array(notices, ({ idx }) => idx),
      textArray(notices, ({ news }) => news.type),
      textArray(notices, ({ news, customer }) => JSON.stringify({ customer, ...news.data })),
      timestamptzArray(notices, ({ atMs }) => atMs),
      textArray(notices, ({ queue }) => queue),
      textArray(notices, ({ left }) => left),
    ],
  };
}
