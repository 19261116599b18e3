import type pg from 'pg';

import { KnowledgeBase, type KnowledgeQuestion } from '#app/ports/knowledge-base.ts';
import type { FoundPassage } from '#core/ai/prompt.ts';

import { ordinaryPool } from '../ordinary-pool.ts';
import { translated } from '../postgres-errors.ts';

/** So many fit into a question beside the chat. */
const MOST = 4;
const CONNECTIONS = 2;
/** Characters of what is looked for: words beyond it make the rank no better. */
const LONGEST_QUESTION = 500;

/**
 * Any of the question's words may stand in a passage; the more of them, and the rarer in it, the
 * better. The words of a language are compared by its own rules, so each has its own query.
 */
const FIND = `
  WITH release AS MATERIALIZED (SELECT release_id AS id FROM conversation WHERE id = $1::uuid),
  query AS MATERIALIZED (
    SELECT each.config,
           replace(plainto_tsquery(each.config::regconfig, $2)::text, '&', '|')::tsquery AS words
    FROM (SELECT DISTINCT p.config FROM passage p, release WHERE p.release_id = release.id) each)
  SELECT p.id, p.heading, p.text
  FROM release JOIN passage p ON p.release_id = release.id JOIN query USING (config)
  WHERE p.words @@ query.words AND ($4::text[] IS NULL OR p.file = ANY ($4))
  ORDER BY p.locale = $3 DESC, ts_rank(p.words, query.words, 1) DESC, p.id
  LIMIT ${String(MOST)}`;

interface PassageRow {
  readonly id: string;
  readonly heading: string;
  readonly text: string;
}

/** Passages of releases, found by Postgres' full-text search. */
export class PostgresKnowledgeBase extends KnowledgeBase {
  private readonly pool: pg.Pool;

  constructor(url: string) {
    super();
    this.pool = ordinaryPool(url, CONNECTIONS, 'knowledge');
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  override async find({
    conversationId,
    text,
    locale,
    files,
  }: KnowledgeQuestion): Promise<readonly FoundPassage[]> {
    const words = text.slice(0, LONGEST_QUESTION);
    const values = [conversationId, words, locale, files ?? null];
    try {
      const { rows } = await this.pool.query<PassageRow>({
        name: 'find-passages',
        text: FIND,
        values,
      });
      return rows.map(({ id, heading, text: found }) => ({ source: id, heading, text: found }));
    } catch (failure) {
      throw translated(failure);
    }
  }
}
