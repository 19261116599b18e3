import type pg from 'pg';

import { type AwaitedCall, AwaitedCalls } from '#app/ports/awaited-calls.ts';
import type { ReplyKey } from '#app/ports/leased-reply.ts';

import { translated } from '../postgres-errors.ts';

const KEY = 'conversation_id = $1 AND seq = $2 AND idx = $3';
const FIND = `SELECT step, request FROM call WHERE ${KEY} AND target = 'ai' AND state = 'in_flight'`;
const SETTLE = `
  UPDATE call SET state = $4, reason = $5, settled_at = (SELECT parley_now())
  WHERE ${KEY} AND state = 'in_flight'`;

export class PostgresAwaitedCalls extends AwaitedCalls {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async find(key: ReplyKey): Promise<AwaitedCall | undefined> {
    const { conversationId, seq, idx } = key;
    const rows = await this.run<{ step: string; request: AwaitedCall['input'] }>(FIND, [
      ...[conversationId, seq, idx],
    ]);
    const [row] = rows;
    return row && { ...{ conversationId, seq, idx }, step: row.step, input: row.request };
  }

  override async settle(
    { conversationId, seq, idx }: ReplyKey,
    state: 'answered' | 'failed' | 'late',
    reason: string | undefined,
  ): Promise<void> {
    await this.run(SETTLE, [conversationId, seq, idx, state, reason ?? null]);
  }

  private async run<Row extends pg.QueryResultRow>(
    text: string,
    values: readonly unknown[],
  ): Promise<readonly Row[]> {
    try {
      return (await this.pool.query<Row>(text, [...values])).rows;
    } catch (failure) {
      throw translated(failure);
    }
  }
}
