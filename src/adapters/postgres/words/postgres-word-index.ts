import type pg from 'pg';

import { type FoundLine, WordIndex } from '#app/ports/word-index.ts';
import type { Scope } from '#core/access/scope.ts';
import type { Owner } from '#core/conversation/conversation-state.ts';
import { folded } from '#core/words/search-words.ts';

import { scopeCondition } from '../conversation-views/scope-condition.ts';
import { inTransaction } from '../in-transaction.ts';
import { rowsOf } from '../rows-of.ts';

/**
 * A commit comes later than the times that it writes: by moments as a rule, by some ten seconds where
 * a process stalled within it. So each reading looks back a little, and one a minute looks back for all.
 */
const MARK = `
  SELECT parley_now() AS now, swept_at < parley_now() - interval '2 minutes' AS sweeps
  FROM said_mark WHERE id = 1 FOR UPDATE SKIP LOCKED`;

/**
 * By the keys of duplicates, which almost every event leaves, have a BRIN index over their times and
 * are swept after days: the log itself has no order over conversations, and gets none for this.
 */
const UNREAD = `
  SELECT e.conversation_id, e.seq, e.at, e.payload->>'text' AS text
  FROM dedupe d JOIN event e USING (conversation_id, seq)
  WHERE d.at > (SELECT CASE WHEN $2 THEN swept_at ELSE at - interval '3 seconds' END
                FROM said_mark WHERE id = 1)
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

const MOVE = `
  UPDATE said_mark
  SET at = $1, swept_at = CASE WHEN $2 THEN $3::timestamptz - interval '1 minute' ELSE swept_at END WHERE id = 1`;

/** Lines of one statement. */
const WRITTEN_AT_ONCE = 1_000;

/** Of many, the newest few hundred lines are looked through for conversations. */
const LOOKED_THROUGH = 1_000;

interface Mark {
  readonly now: Date;
  readonly sweeps: boolean;
}

interface UnreadRow {
  readonly conversation_id: string;
  readonly seq: number;
  readonly at: Date;
  readonly text: string;
}

interface FoundRow extends UnreadRow {
  readonly recipient: string;
  readonly name: string | null;
  readonly owner: Owner;
  readonly kind: string;
}

export class PostgresWordIndex extends WordIndex {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override readOn(limit: number): Promise<number> {
    return inTransaction(this.pool, async (client) => {
      const [mark] = (await client.query<Mark>(MARK)).rows;
      if (mark === undefined) return 0;
      const { rows } = await client.query<UnreadRow>(UNREAD, [limit, mark.sweeps]);
      for (let from = 0; from < rows.length; from += WRITTEN_AT_ONCE) {
        await client.query(WRITE, columnsOf(rows.slice(from, from + WRITTEN_AT_ONCE)));
      }
      // What is left is behind the last one that was read.
      const isAtEnd = rows.length < limit;
      const reached = isAtEnd ? mark.now : (rows.at(-1)?.at ?? mark.now);
      await client.query(MOVE, [reached, mark.sweeps && isAtEnd, mark.now]);
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
             c.owner::text AS owner, c.recipient_value AS recipient, named.name
      FROM (
        SELECT DISTINCT ON (f.conversation_id) f.* FROM (
          SELECT l.conversation_id, l.seq, l.at FROM said_line l
          WHERE l.words @@ to_tsquery('simple', $1) AND ${seen.sql}
          ORDER BY l.at DESC LIMIT ${String(LOOKED_THROUGH)}) f
        ORDER BY f.conversation_id, f.at DESC) n
      JOIN event e USING (conversation_id, seq)
      JOIN conversation c ON c.id = n.conversation_id
      LEFT JOIN LATERAL (
        SELECT payload->>'profileName' AS name FROM event
        WHERE conversation_id = n.conversation_id AND kind = 'message'
        ORDER BY seq DESC LIMIT 1) named ON true
      ORDER BY n.at DESC LIMIT $2`;
    const rows = await rowsOf<FoundRow>(this.pool, {
      text,
      values: [query, limit, ...seen.values],
    });
    return rows.map(({ conversation_id: conversationId, name, ...row }) => ({
      ...{ ...row, conversationId },
      name: name ?? undefined,
    }));
  }
}

function columnsOf(rows: readonly UnreadRow[]): unknown[] {
  return [
    rows.map((row) => row.conversation_id),
    rows.map((row) => row.seq),
    rows.map((row) => row.at),
    rows.map((row) => folded(row.text)),
  ];
}
