import type pg from 'pg';

import { KnowledgeBase, type KnowledgeQuestion } from '#app/ports/knowledge-base.ts';
import type { FoundPassage } from '#core/ai/prompt.ts';

import { ordinaryPool } from '../ordinary-pool.ts';
import { translated } from '../postgres-errors.ts';
import { FIND_PASSAGES, foundIn, LONGEST_QUESTION, type PassageRow } from './find-passages.ts';

const CONNECTIONS = 2;

const FIND = `
  WITH release AS MATERIALIZED (SELECT release_id AS id FROM conversation WHERE id = $1::uuid),
  ${FIND_PASSAGES}`;

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
      return foundIn(rows);
    } catch (failure) {
      throw translated(failure);
    }
  }
}
