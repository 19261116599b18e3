import type pg from 'pg';

import type { LeasedReply } from '#app/ports/leased-reply.ts';
import {
  type ByPriority,
  type Refusal,
  ReplyOutbox,
  type ReplySettlement,
} from '#app/ports/reply-outbox.ts';

import { boolArray, int4Array, textArray, uuidArray } from '../binary-arrays.ts';
import { hotPool } from '../hot-pool.ts';
import { rowsOf } from '../rows-of.ts';
import { keyColumns, leasedReplyOf, type LeasedRow } from './reply-row.ts';
import {
  GIVE_BACK,
  LEASE_DUE,
  LEASE_HEADS,
  MARK,
  RESOLVE_REFUSED,
  SETTLE,
} from './reply-statements.ts';

/** One to mark, one to settle, one for what is rarer: none waits for the others' commits. */
const CONNECTIONS = 3;

/** The outbox in Postgres. Owns its connections. */
export class PostgresReplyOutbox extends ReplyOutbox {
  private readonly pool: pg.Pool;

  constructor(
    url: string,
    private readonly replicaId: string,
  ) {
    super();
    this.pool = hotPool(url, CONNECTIONS, 'replies');
  }

  override async markInFlight(replies: readonly LeasedReply[]): Promise<ReadonlySet<number>> {
    const attempts = int4Array(replies, ({ attempt }) => attempt);
    const rows = await this.run<{ readonly place: number }>('mark-replies', MARK, [
      ...keyColumns(replies),
      attempts,
    ]);
    return new Set(rows.map(({ place }) => place - 1));
  }

  override async resolveRefused(replies: readonly LeasedReply[]): Promise<readonly Refusal[]> {
    const rows = await this.run<{ readonly place: number; readonly refusal: Refusal }>(
      'resolve-refused-replies',
      RESOLVE_REFUSED,
      keyColumns(replies),
    );
    const refusals = new Map(rows.map(({ place, refusal }) => [place - 1, refusal]));
    return replies.map((_, place) => refusals.get(place) ?? 'lost');
  }

  override settle(
    settlements: readonly ReplySettlement[],
    heldBy = this.replicaId,
  ): Promise<readonly LeasedReply[]> {
    return this.lease('settle-replies', SETTLE, [
      heldBy,
      ...keyColumns(settlements),
      int4Array(settlements, ({ attempt }) => attempt),
      textArray(settlements, ({ state }) => state),
      int4Array(settlements, ({ delayMs }) => Math.ceil(delayMs)),
      boolArray(settlements, ({ isAmbiguous }) => isAmbiguous),
      textArray(settlements, ({ reason }) => reason),
      textArray(settlements, ({ dispatchId }) => dispatchId),
      boolArray(settlements, ({ leasesNext }) => leasesNext),
    ]);
  }

  override async giveBack(replies: readonly LeasedReply[]): Promise<void> {
    const attempts = int4Array(replies, ({ attempt }) => attempt);
    await this.run('give-replies-back', GIVE_BACK, [...keyColumns(replies), attempts]);
  }

  override leaseHeads(conversationIds: readonly string[]): Promise<readonly LeasedReply[]> {
    return this.lease('lease-heads', LEASE_HEADS, [uuidArray(conversationIds, (id) => id)]);
  }

  override leaseDue(limits: ByPriority): Promise<readonly LeasedReply[]> {
    return this.lease('lease-due-replies', LEASE_DUE, limits);
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private async lease(
    name: string,
    text: string,
    values: readonly unknown[],
  ): Promise<readonly LeasedReply[]> {
    const rows = await this.run<LeasedRow>(name, text, values);
    return rows.map(leasedReplyOf);
  }

  private run<Row extends pg.QueryResultRow>(
    name: string,
    text: string,
    values: readonly unknown[],
  ): Promise<readonly Row[]> {
    return rowsOf<Row>(this.pool, { name, text, values: [this.replicaId, ...values] });
  }
}
