import type pg from 'pg';

import { type FoundLine, WordIndex } from '#app/ports/word-index.ts';
import type { Scope } from '#core/access/scope.ts';
import type { Owner } from '#core/conversation/conversation-state.ts';
import { SAID_KINDS, type SaidLine } from '#core/words/said-line.ts';
import { folded } from '#core/words/search-words.ts';

import { scopeCondition } from '../conversation-views/scope-condition.ts';
import { inTransaction } from '../in-transaction.ts';
import { translated } from '../postgres-errors.ts';
import { rowsOf } from '../rows-of.ts';

const MARK = `
  SELECT parley_now() - make_interval(secs => $1 / 1000.0) AS until
  FROM said_mark WHERE id = 1 FOR UPDATE SKIP LOCKED`;

/**
 * By the keys of duplicates, which almost every event leaves, have a BRIN index over their times and
 * are swept after days: the log itself has no order over conversations, and gets none for this.
 *
 * What is in the index, which is nearly all, is left out before the log is looked at.
 */
const UNTOLD = `
  WITH missing AS MATERIALIZED (
    SELECT d.conversation_id, d.seq, d.at FROM dedupe d
    WHERE d.at > (SELECT swept_at FROM said_mark WHERE id = 1) AND d.at <= $2
      AND NOT EXISTS (
        SELECT FROM said_line l WHERE l.conversation_id = d.conversation_id AND l.seq = d.seq))
  SELECT e.conversation_id AS "conversationId", e.seq, m.at, e.payload->>'text' AS text
  FROM missing m JOIN event e USING (conversation_id, seq)
  WHERE e.kind = ANY ($3) AND coalesce(e.payload->>'text', '') <> ''
  ORDER BY m.at LIMIT $1`;

/** A line whose event is gone was erased meanwhile. */
const ADD = `
  INSERT INTO said_line (conversation_id, seq, at, words)
  SELECT t.id, t.seq, t.at, to_tsvector('simple', t.text)
  FROM unnest($1::uuid[], $2::int[], $3::timestamptz[], $4::text[]) AS t (id, seq, at, text)
  WHERE EXISTS (SELECT FROM event e WHERE e.conversation_id = t.id AND e.seq = t.seq)
  ON CONFLICT DO NOTHING`;

const MOVE = 'UPDATE said_mark SET swept_at = $1 WHERE id = 1';

/** Lines of one statement: of its milliseconds nobody notices anything. */
const ADDED_AT_ONCE = 200;

/** Of many, the newest few hundred lines are looked through for conversations. */
const LOOKED_THROUGH = 1_000;

interface UntoldRow extends Omit<SaidLine, 'atMs'> {
  readonly at: Date;
}

interface FoundRow {
  readonly conversation_id: string;
  readonly seq: number;
  readonly at: Date;
  readonly text: string;
  readonly recipient: string;
  readonly name: string | null;
  readonly owner: Owner;
  readonly kind: string;
}

export class PostgresWordIndex extends WordIndex {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async add(lines: readonly SaidLine[]): Promise<void> {
    try {
      await addInPieces(this.pool, lines);
    } catch (failure) {
      throw translated(failure);
    }
  }

  override addUntold(limit: number, behindMs: number): Promise<number> {
    return inTransaction(this.pool, async (client) => {
      const [mark] = (await client.query<{ readonly until: Date }>(MARK, [behindMs])).rows;
      if (mark === undefined) return 0;
      const values = [limit, mark.until, SAID_KINDS];
      const { rows } = await client.query<UntoldRow>(UNTOLD, values);
      await addInPieces(
        client,
        rows.map(({ at, ...line }) => ({ ...line, atMs: at.getTime() })),
      );
      // What is left is behind the last one that was found.
      const isAtEnd = rows.length < limit;
      await client.query(MOVE, [isAtEnd ? mark.until : (rows.at(-1)?.at ?? mark.until)]);
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

async function addInPieces(
  client: Pick<pg.ClientBase, 'query'>,
  lines: readonly SaidLine[],
): Promise<void> {
  for (let from = 0; from < lines.length; from += ADDED_AT_ONCE) {
    await client.query(ADD, columnsOf(lines.slice(from, from + ADDED_AT_ONCE)));
  }
}

function columnsOf(lines: readonly SaidLine[]): unknown[] {
  return [
    lines.map((line) => line.conversationId),
    lines.map((line) => line.seq),
    lines.map((line) => new Date(line.atMs)),
    lines.map((line) => folded(line.text)),
  ];
}
