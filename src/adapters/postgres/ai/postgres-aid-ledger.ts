import type pg from 'pg';

import { type AidEntry, AidLedger } from '#app/ports/aid-ledger.ts';

import { rowsOf } from '../rows-of.ts';

/** All questions of agents are steps of this name; no flow has a dot-less one. */
const STEP = 'desk';

const SPENT_BY = `
  SELECT coalesce(sum(q.tokens_in + q.tokens_out), 0)::float8 AS tokens FROM ai_question q
  WHERE q.asked_by = $1 AND q.at > (SELECT parley_now()) - interval '24 hours'`;

const WRITE = `
  INSERT INTO ai_question (conversation_id, seq, at, step, model, prompt_hash, tokens_in, tokens_out,
                           latency_ms, outcome, sources, purpose, asked_by, cost_millionths)
  VALUES ($1, $2, parley_now(), '${STEP}', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;

/** What agents had asked of models, in Postgres. */
export class PostgresAidLedger extends AidLedger {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async spentBy(agent: string): Promise<number> {
    const [row] = await rowsOf<{ readonly tokens: number }>(this.pool, {
      text: SPENT_BY,
      values: [agent],
    });
    return row?.tokens ?? 0;
  }

  override async writeAid(entry: AidEntry): Promise<void> {
    const { conversationId, seq, model, promptHash, tokensIn, tokensOut } = entry;
    const { latencyMs, outcome, sources, purpose, askedBy, costMillionths } = entry;
    await rowsOf(this.pool, {
      text: WRITE,
      values: [
        ...[conversationId, seq, model, promptHash, tokensIn, tokensOut],
        ...[latencyMs, outcome, [...sources], purpose, askedBy, costMillionths],
      ],
    });
  }
}
