import type pg from 'pg';

import type { ReplyKey } from '#app/ports/leased-reply.ts';
import { type LapsedReply, StrayReplies } from '#app/ports/stray-replies.ts';

import { hotPool } from '../hot-pool.ts';
import { rowsOf } from '../rows-of.ts';
import { keyColumns, keyOf, type KeyRow } from './reply-row.ts';
import {
  EXPIRE_OVERDUE,
  GIVE_BACK_ALL_OF,
  GIVE_BACK_LEASED,
  LAPSED,
  LEASED_LONG_SINCE,
  OLDEST_DUE,
  SILENT_HOLDERS,
} from './stray-statements.ts';

type LapsedRow = KeyRow & Pick<LapsedReply, 'policy' | 'attempt' | 'ambiguities'>;

/** Looks after lost replies in Postgres, on a connection of its own. */
export class PostgresStrayReplies extends StrayReplies {
  private readonly pool: pg.Pool;

  constructor(
    url: string,
    private readonly replicaId: string,
  ) {
    super();
    this.pool = hotPool(url, 1, 'stray replies');
  }

  override async silentHolders(silentMs: number): Promise<readonly string[]> {
    const rows = await this.run<{ readonly id: string }>('silent-holders', SILENT_HOLDERS, [
      this.replicaId,
      silentMs,
    ]);
    return rows.map(({ id }) => id);
  }

  override async giveBackAllOf(replicaId: string): Promise<void> {
    await this.run('give-back-all-of', GIVE_BACK_ALL_OF, [replicaId]);
  }

  override async giveBackLeased(replies: readonly ReplyKey[]): Promise<void> {
    const keys = keyColumns(replies);
    await this.run('give-back-leased', GIVE_BACK_LEASED, [this.replicaId, ...keys]);
  }

  override async lapsed(replicaId: string, olderThanMs: number): Promise<readonly LapsedReply[]> {
    const rows = await this.run<LapsedRow>('lapsed-replies', LAPSED, [replicaId, olderThanMs]);
    return rows.map(({ policy, attempt, ambiguities, ...key }) => ({
      ...keyOf(key),
      policy,
      attempt,
      ambiguities,
    }));
  }

  override async leasedLongSince(olderThanMs: number): Promise<readonly ReplyKey[]> {
    const values = [this.replicaId, olderThanMs];
    const rows = await this.run<KeyRow>('leased-long-since', LEASED_LONG_SINCE, values);
    return rows.map(keyOf);
  }

  override async expireOverdue(): Promise<number> {
    return (await this.run('expire-overdue-replies', EXPIRE_OVERDUE, [])).length;
  }

  override async oldestDueMs(): Promise<number> {
    const rows = await this.run<{ readonly age_ms: number }>('oldest-due-reply', OLDEST_DUE, []);
    return rows[0]?.age_ms ?? 0;
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private run<Row extends pg.QueryResultRow>(
    name: string,
    text: string,
    values: unknown[],
  ): Promise<readonly Row[]> {
    return rowsOf<Row>(this.pool, { name, text, values });
  }
}
