import type pg from 'pg';

import { OldCalls } from '#app/ports/old-calls.ts';

import { ENDS_CHAT } from '../ai/summary-statements.ts';
import { translated } from '../postgres-errors.ts';

const FORGET_SETTLED = `
  DELETE FROM call
  WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM call
    WHERE settled_at < (SELECT parley_now()) - $1::int * interval '1 day' LIMIT $2))
    AND settled_at IS NOT NULL`;

const FORGET_QUESTIONS = forgetOf('ai_question');
const FORGET_TOOL_CALLS = forgetOf('ai_tool_call');

const FORGET_SUMMARIES = `
  DELETE FROM ai_summary
  WHERE ctid = ANY (ARRAY(
    SELECT s.ctid FROM ai_summary s
    WHERE s.at < (SELECT parley_now()) - $1::int * interval '1 day' OR EXISTS (
      SELECT FROM event e
      WHERE e.conversation_id = s.conversation_id AND e.seq > s.seq AND ${ENDS_CHAT})
    LIMIT $2))`;

function forgetOf(table: string): string {
  return `
    DELETE FROM ${table}
    WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM ${table}
      WHERE at < (SELECT parley_now()) - $1::int * interval '1 day' LIMIT $2))`;
}

export class PostgresOldCalls extends OldCalls {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override forgetSettled(ageDays: number, limit: number): Promise<number> {
    return this.forget(FORGET_SETTLED, ageDays, limit);
  }

  override forgetQuestions(ageDays: number, limit: number): Promise<number> {
    return this.forget(FORGET_QUESTIONS, ageDays, limit);
  }

  override forgetToolCalls(ageDays: number, limit: number): Promise<number> {
    return this.forget(FORGET_TOOL_CALLS, ageDays, limit);
  }

  override forgetSummaries(ageDays: number, limit: number): Promise<number> {
    return this.forget(FORGET_SUMMARIES, ageDays, limit);
  }

  private async forget(text: string, ageDays: number, limit: number): Promise<number> {
    const result = await this.pool.query(text, [ageDays, limit]).catch((failure: unknown) => {
      throw translated(failure);
    });
    return result.rowCount ?? 0;
  }
}
