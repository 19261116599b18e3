import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';

import { ASKED_SINCE } from '#adapters/postgres/ai/ai-use-statement.ts';
import { PostgresAiUses } from '#adapters/postgres/ai/postgres-ai-uses.ts';
import { PostgresAidLedger } from '#adapters/postgres/ai/postgres-aid-ledger.ts';
import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';

import { useDatabase } from '../support/postgres/use-database.ts';

const database = useDatabase();

interface Asked {
  readonly hoursAgo?: number;
  readonly step?: string;
  readonly model?: string;
  readonly tokens?: readonly [number, number];
  readonly cost?: number;
  readonly latencyMs?: number;
  readonly outcome?: string;
  readonly toolCalls?: number;
}

describe('what asking models has taken, on Postgres', () => {
  let pool: pg.Pool;
  let uses: PostgresAiUses;
  beforeAll(() => {
    pool = ordinaryPool(database(), 2, 'ai-use');
    uses = new PostgresAiUses(pool);
  });
  afterAll(() => pool.end());
  beforeEach(async () => {
    await pool.query('TRUNCATE ai_question');
  });

  async function asked(given: Asked = {}): Promise<void> {
    const { hoursAgo = 1, step = 'advise.think', model = 'small', tokens = [100, 10] } = given;
    const { cost = 5, latencyMs = 100, outcome = 'answered', toolCalls = 0 } = given;
    await pool.query(
      `INSERT INTO ai_question (conversation_id, seq, at, step, model, prompt_hash, tokens_in,
                                tokens_out, latency_ms, outcome, tool_calls, cost_millionths)
       VALUES ($1, 1, parley_now() - $2 * interval '1 hour', $3, $4, '', $5, $6, $7, $8, $9, $10)`,
      [randomUUID(), hoursAgo, step, model, ...tokens, latencyMs, outcome, toolCalls, cost],
    );
  }
  const drafted = (askedBy: string, tokensIn: number, costMillionths: number): Promise<void> =>
    new PostgresAidLedger(pool).writeAid({
      ...{ conversationId: randomUUID(), seq: 1, purpose: 'draft', askedBy, model: 'small' },
      ...{ promptHash: '', tokensIn, tokensOut: 1, latencyMs: 300, outcome: 'answered' },
      ...{ sources: [], costMillionths },
    });

  it('sums up by model and purpose and by step, dear ones first', async () => {
    await asked({ cost: 50, toolCalls: 2 });
    await asked({ cost: 50, toolCalls: 1, outcome: 'the model refused' });
    await asked({ step: 'returns.think', model: 'large', cost: 500 });
    await asked({ outcome: 'summarised', cost: 1 });
    await asked({ outcome: 'no summary: HTTP 500 from the model', tokens: [0, 0], cost: 0 });
    await drafted('ann', 40, 7);

    const { byPurpose, bySteps, total } = await uses.ofDays(30);

    expect(byPurpose).toMatchObject([
      { model: 'large', purpose: 'step', turns: 1, costMillionths: 500, tokensIn: 100 },
      { model: 'small', purpose: 'step', turns: 2, unanswered: 1, toolCalls: 3, tokensOut: 20 },
      { model: 'small', purpose: 'draft', turns: 1, costMillionths: 7, tokensIn: 40 },
      { model: 'small', purpose: 'recap', turns: 2, unanswered: 1, costMillionths: 1 },
    ]);
    expect(bySteps).toMatchObject([
      { step: 'returns.think', turns: 1, costMillionths: 500 },
      { step: 'advise.think', turns: 4, costMillionths: 101 },
    ]);
    expect(total).toMatchObject({ turns: 6, costMillionths: 608, unanswered: 2, toolCalls: 3 });
  });

  it('knows how long the middle turn took, and the slowest but one in twenty', async () => {
    for (let nth = 1; nth <= 20; nth += 1) await asked({ latencyMs: nth * 100 });

    expect((await uses.ofDays(1)).total).toMatchObject({ p50Ms: 1_000, p95Ms: 1_900 });
  });

  it('leaves out what is older, and tells tokens without a price from those with one', async () => {
    await asked({ hoursAgo: 25, cost: 0 });
    await asked({ cost: 0, tokens: [7, 1] });
    await asked();

    expect((await uses.ofDays(1)).total).toMatchObject({ turns: 2, unpricedTokens: 8 });
    expect((await uses.ofDays(2)).total).toMatchObject({ turns: 3, unpricedTokens: 118 });
  });

  it('has figures of nothing where nothing was asked', async () => {
    const { byPurpose, bySteps, total } = await uses.ofDays(30);

    expect([byPurpose, bySteps]).toEqual([[], []]);
    expect(total).toMatchObject({ turns: 0, tokensIn: 0, p50Ms: undefined });
    expect(await uses.ofToday()).toMatchObject({ all: { tokens: 0 }, mostOfOneAgent: 0 });
  });

  it('counts agents’ drafts in the money of the day, and knows who had most written', async () => {
    await asked({ tokens: [100, 10], cost: 50, toolCalls: 2, latencyMs: 2_000 });
    await drafted('ann', 9, 7);
    await drafted('ann', 19, 7);
    await drafted('ben', 14, 7);

    expect(await uses.ofToday()).toEqual({
      all: { tokens: 155, money: 71, calls: 2, seconds: 2.9 },
      mostOfOneAgent: 30,
    });
  });

  it('finds the days by an index, in a log of many', async () => {
    await pool.query(
      `INSERT INTO ai_question (conversation_id, seq, at, step, model, prompt_hash, tokens_in,
                                tokens_out, latency_ms, outcome)
       SELECT gen_random_uuid(), 1, parley_now() - n * interval '1 minute', 's', 'm', '', 1, 1, 1, 'answered'
       FROM generate_series(1, 20000) n`,
    );
    await pool.query('ANALYZE ai_question');
    const { rows } = await pool.query<{ readonly 'QUERY PLAN': string }>(`EXPLAIN ${ASKED_SINCE}`, [
      new Date(Date.now() - 86_400_000),
    ]);

    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('ai_question_at_idx');
    expect((await uses.ofDays(1)).total.turns).toBe(1_439);
  });
});
