import type pg from 'pg';

import { KnowledgeBase, type KnowledgeQuestion } from '#app/ports/knowledge-base.ts';
import type { FoundPassage } from '#core/ai/prompt.ts';
import type { Passage } from '#core/knowledge/passages-of.ts';

import { ordinaryPool } from '../ordinary-pool.ts';
import { translated } from '../postgres-errors.ts';
import { FIND_PASSAGES, foundIn, LONGEST_QUESTION, type PassageRow } from './find-passages.ts';
import { searchConfigOf } from './search-config.ts';

/** As a publication would keep them, for the length of the statement. */
const FIND = `
  WITH passage AS MATERIALIZED (
    SELECT 0 AS release_id, p.*,
           setweight(to_tsvector(p.config::regconfig, p.heading), 'A')
             || to_tsvector(p.config::regconfig, p.text) AS words
    FROM json_to_recordset($1::json)
      AS p (id text, file text, locale text, config text, heading text, text text)),
  release AS MATERIALIZED (SELECT 0 AS id),
  ${FIND_PASSAGES}`;

/**
 * Passages of files that are not published, found by the same statement as those of releases. It
 * reads no table and writes nothing: any Postgres will do.
 */
export class FilesKnowledgeBase extends KnowledgeBase {
  private readonly pool: pg.Pool;
  private readonly passages: string;

  constructor(url: string, passages: readonly Passage[]) {
    super();
    this.pool = ordinaryPool(url, 1, 'knowledge');
    const kept = passages.map((each) => ({ ...each, config: searchConfigOf(each.locale) }));
    this.passages = JSON.stringify(kept);
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  override async find({
    text,
    locale,
    files,
  }: Omit<KnowledgeQuestion, 'conversationId'>): Promise<readonly FoundPassage[]> {
    const values = [this.passages, text.slice(0, LONGEST_QUESTION), locale, files ?? null];
    try {
      const { rows } = await this.pool.query<PassageRow>(FIND, values);
      return foundIn(rows);
    } catch (failure) {
      throw translated(failure);
    }
  }
}
