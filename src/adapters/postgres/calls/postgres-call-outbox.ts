import type pg from 'pg';

import {
  CallOutbox,
  type ClaimedCall,
  type Room,
  type SettledCall,
} from '#app/ports/call-outbox.ts';
import type { CallPolicy } from '#core/conversation/effect.ts';

import { int4Array, textArray, uuidArray } from '../binary-arrays.ts';
import { hotPool } from '../hot-pool.ts';
import { rowsOf } from '../rows-of.ts';
import {
  CLAIM,
  CLAIM_OTHERS,
  EXPIRE_UNWANTED,
  LAPSED,
  SETTLE,
  SILENT_HOLDERS,
} from './call-statements.ts';

interface CallRow {
  readonly conversation_id: string;
  readonly seq: number;
  readonly idx: number;
  readonly target: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly policy: CallPolicy;
  readonly step: string;
  readonly attempt: number;
  readonly left_ms: number;
}

/** Calls in Postgres, on a connection of their own, so that no message waits for one. */
export class PostgresCallOutbox extends CallOutbox {
  private readonly pool: pg.Pool;

  constructor(
    url: string,
    private readonly replicaId: string,
  ) {
    super();
    this.pool = hotPool(url, 1, 'calls');
  }

  override async claim(rooms: readonly Room[]): Promise<readonly ClaimedCall[]> {
    const rows = await this.run<CallRow>('claim-calls', CLAIM, [
      this.replicaId,
      textArray(rooms, ({ target }) => target),
      int4Array(rooms, ({ room }) => room),
    ]);
    return rows.map(claimedOf);
  }

  override async claimOthers(known: readonly string[]): Promise<readonly ClaimedCall[]> {
    const values = [this.replicaId, textArray(known, (name) => name)];
    return (await this.run<CallRow>('claim-other-calls', CLAIM_OTHERS, values)).map(claimedOf);
  }

  override async settle(settled: readonly SettledCall[], heldBy = this.replicaId): Promise<void> {
    await this.run('settle-calls', SETTLE, [
      heldBy,
      uuidArray(settled, ({ conversationId }) => conversationId),
      int4Array(settled, ({ seq }) => seq),
      int4Array(settled, ({ idx }) => idx),
      int4Array(settled, ({ attempt }) => attempt),
      textArray(settled, ({ state }) => state),
      textArray(settled, ({ reason }) => reason),
      int4Array(settled, ({ delayMs }) => Math.ceil(delayMs)),
      textArray(settled, ({ lateValue }) =>
        lateValue === undefined ? undefined : JSON.stringify(lateValue),
      ),
    ]);
  }

  override async expireUnwanted(): Promise<number> {
    return (await this.run('expire-calls', EXPIRE_UNWANTED, [])).length;
  }

  override async silentHolders(silentMs: number): Promise<readonly string[]> {
    const values = [this.replicaId, silentMs];
    const rows = await this.run<{ readonly id: string }>('silent-callers', SILENT_HOLDERS, values);
    return rows.map(({ id }) => id);
  }

  override async lapsed(replicaId: string, olderThanMs: number): Promise<readonly ClaimedCall[]> {
    const values = [replicaId, olderThanMs];
    return (await this.run<CallRow>('lapsed-calls', LAPSED, values)).map(claimedOf);
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

function claimedOf(row: CallRow): ClaimedCall {
  const { conversation_id: conversationId, request: input, left_ms: leftMs, ...rest } = row;
  return { conversationId, input, leftMs, ...rest };
}
