import type pg from 'pg';

import { type FoundLine, WordIndex } from '#app/ports/word-index.ts';
import type { Scope } from '#core/access/scope.ts';
import type { Owner } from '#core/conversation/conversation-state.ts';
import { folded } from '#core/words/search-words.ts';

import { scopeCondition } from '../conversation-views/scope-condition.ts';
import { inTransaction } from '../in-transaction.ts';
import { rowsOf } from '../rows-of.ts';

const MARK = 'SELECT parley_now() AS now FROM said_mark WHERE id = 1 FOR UPDATE SKIP LOCKED';

/**
 * By the keys of duplicates, which almost every event leaves, have a BRIN index over their times and
 * are swept after days: the log itself has no order over conversations, and gets none for this.
 * What was committed late is within the two minutes.
 */
const UNREAD = `
  SELECT e.conversation_id, e.seq, e.at, e.payload->>'text' AS text
  FROM dedupe d JOIN event e USING (conversation_id, seq)
  WHERE d.at > (SELECT at FROM said_mark WHERE id = 1) - interval '2 minutes'
    AND e.kind IN ('message', 'agent-reply', 'agent-template', 'chat-started', 'noted')
    AND coalesce(e.payload->>'text', '') <> ''
    AND NOT EXISTS (
      SELECT FROM said_line l WHERE l.conversation_id = e.conversation_id AND l.seq = e.seq)
  ORDER BY d.at LIMIT $1`;

const WRITE = `
  INSERT INTO said_line (conversation_id, seq, at, words)
  SELECT t.id, t.seq, t.at, to_tsvector('simple', t.text)
  FROM unnest($1::uuid[], $2::int[], $3::timestamptz[], $4::text[]) AS t (id, seq, at, text)
  ON CONFLICT DO NOTHING`;

const MOVE = 'UPDATE said_mark SET at = $1 WHERE id = 1';

/** Of many, the newest few hundred lines are looked through for conversations. */
const LOOKED_THROUGH = 1_000;

interface UnreadRow {
  readonly conversation_id: string;
  readonly seq: number;
  readonly at: Date;
  readonly text: string;
}

interface FoundRow extends UnreadRow {
  readonly recipient: string;
  readonly owner: Owner;
  readonly kind: string;
}

export class PostgresWordIndex extends WordIndex {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override readOn(limit: number): Promise<number> {
    return inTransaction(this.pool, async (client) => {
      const [mark] = (await client.query<{ readonly now: Date }>(MARK)).rows;
      if (mark === undefined) return 0;
      const { rows } = await client.query<UnreadRow>(UNREAD, [limit]);
      await client.query(WRITE, [
        rows.map((row) => row.conversation_id),
        rows.map((row) => row.seq),
        rows.map((row) => row.at),
        rows.map((row) => folded(row.text)),
      ]);
      // What is left is behind the last one that was read.
      const reached = rows.length < limit ? mark.now : (rows.at(-1)?.at ?? mark.now);
      await client.query(MOVE, [reached]);
      return rows.length;
    });
  }

  override async find(
    words: readonly string[],
    scope: Scope,
    limit: number,
  ): Promise<readonly FoundLine[]> {
    if (words.length === 0) return [];
    // Letters and digits alone: nothing of a search's language is in them.
    const query = words.map((word) => `'${word}':*`).join(' & ');
    const seen = scopeCondition(scope, 'l.conversation_id', 3);
    const text = `
      SELECT n.conversation_id, n.seq, n.at, e.kind, e.payload->>'text' AS text,
             c.owner::text AS owner, c.recipient_value AS recipient
      FROM (
        SELECT DISTINCT ON (f.conversation_id) f.* FROM (
          SELECT l.conversation_id, l.seq, l.at FROM said_line l
          WHERE l.words @@ to_tsquery('simple', $1) AND ${seen.sql}
          ORDER BY l.at DESC LIMIT ${String(LOOKED_THROUGH)}) f
        ORDER BY f.conversation_id, f.at DESC) n
      JOIN event e USING (conversation_id, seq)
      JOIN conversation c ON c.id = n.conversation_id
      ORDER BY n.at DESC LIMIT $2`;
    const rows = await rowsOf<FoundRow>(this.pool, {
      text,
      values: [query, limit, ...seen.values],
    });
    return rows.map(({ conversation_id: conversationId, ...row }) => ({ ...row, conversationId }));
  }
}
