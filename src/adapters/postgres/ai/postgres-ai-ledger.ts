import type pg from 'pg';

import { type AiEntry, AiLedger } from '#app/ports/ai-ledger.ts';
import type { Spent } from '#core/ai/ai-budget.ts';
import type { Said } from '#core/ai/prompt.ts';

import { ordinaryPool } from '../ordinary-pool.ts';
import { translated } from '../postgres-errors.ts';

const MOST = 40;

/**
 * What customers and agents wrote stands in the log; what the bot said, in its replies: of their
 * properties the longest text, for each campaign calls it otherwise.
 */
const SAID = `
  SELECT who, text FROM (
    (SELECT e.seq, -1 AS idx, 'customer' AS who, e.payload ->> 'text' AS text
     FROM event e WHERE e.conversation_id = $1 AND e.kind = 'message' AND e.parked IS NULL
     ORDER BY e.seq DESC LIMIT ${String(MOST)})
    UNION ALL
    (SELECT r.seq, r.idx, CASE WHEN r.sender = 'agent' THEN 'agent' ELSE 'bot' END, (
       SELECT p.value FROM json_each_text(r.properties) p
       WHERE json_typeof(r.properties -> p.key) = 'string'
       ORDER BY length(p.value) DESC LIMIT 1)
     FROM reply r
     WHERE r.conversation_id = $1 AND r.state NOT IN ('cancelled', 'expired', 'failed')
     ORDER BY r.seq DESC, r.idx DESC LIMIT ${String(MOST)})) said
  WHERE text <> ''
  ORDER BY seq, idx`;

const SPENT = `
  SELECT coalesce(sum(tokens_in + tokens_out), 0)::float8 AS tokens FROM ai_question
  WHERE at > (SELECT parley_now()) - interval '24 hours'`;
const SPENT_BY_CHAT = `${SPENT} AND conversation_id = $1`;
/** A sum over all questions of a day is dear; so long an old one may stand. */
const BELIEVED_MS = 2_000;

const WRITE = `
  INSERT INTO ai_question (conversation_id, seq, at, step, model, prompt_hash, tokens_in, tokens_out,
                           latency_ms, outcome)
  VALUES ($1, $2, parley_now(), $3, $4, $5, $6, $7, $8, $9)`;

const CONNECTIONS = 2;

/** What was said, and what was asked of models, in Postgres. */
export class PostgresAiLedger extends AiLedger {
  private readonly pool: pg.Pool;
  private byAll: { readonly atMs: number; readonly tokens: Promise<number> } | undefined;

  constructor(url: string) {
    super();
    this.pool = ordinaryPool(url, CONNECTIONS, 'ai');
  }

  override async said(conversationId: string): Promise<readonly Said[]> {
    return this.run<Said>('ai-said', SAID, [conversationId]);
  }

  override async spent(conversationId: string): Promise<Spent> {
    const [byChat, byAll] = await Promise.all([
      this.sum('ai-spent-by-chat', SPENT_BY_CHAT, [conversationId]),
      this.spentByAll(),
    ]);
    return { byChat, byAll };
  }

  override async write(entry: AiEntry): Promise<void> {
    const { conversationId, seq, step, model, promptHash } = entry;
    const { tokensIn, tokensOut, latencyMs, outcome } = entry;
    await this.run('ai-write', WRITE, [
      ...[conversationId, seq, step, model, promptHash],
      ...[tokensIn, tokensOut, latencyMs, outcome],
    ]);
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private spentByAll(): Promise<number> {
    const nowMs = performance.now();
    if (this.byAll === undefined || nowMs - this.byAll.atMs > BELIEVED_MS) {
      const tokens = this.sum('ai-spent', SPENT, []);
      this.byAll = { atMs: nowMs, tokens };
      tokens.catch(() => {
        this.byAll = undefined;
      });
    }
    return this.byAll.tokens;
  }

  private async sum(name: string, text: string, values: readonly unknown[]): Promise<number> {
    const [row] = await this.run<{ readonly tokens: number }>(name, text, values);
    return row?.tokens ?? 0;
  }

  private async run<Row extends pg.QueryResultRow>(
    name: string,
    text: string,
    values: readonly unknown[],
  ): Promise<readonly Row[]> {
    try {
      return (await this.pool.query<Row>({ name, text, values: [...values] })).rows;
    } catch (failure) {
      throw translated(failure);
    }
  }
}
