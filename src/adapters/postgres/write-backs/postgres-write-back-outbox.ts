import type pg from 'pg';

import {
  type ClaimedWriteBack,
  type SettledWriteBack,
  WriteBackOutbox,
} from '#app/ports/write-back-outbox.ts';
import type { IdentityKind } from '#core/conversation/identity.ts';
import { repeatableOf } from '#core/delivery/joined-attributes.ts';

import { boolArray, int4Array, textArray, uuidArray } from '../binary-arrays.ts';
import { hotPool } from '../hot-pool.ts';
import { rowsOf } from '../rows-of.ts';
import { CLAIM, LAPSED, OLDEST_DUE, SETTLE, SILENT_HOLDERS } from './write-back-statements.ts';

interface WriteBackRow {
  readonly conversation_id: string;
  readonly seq: number;
  readonly idx: number;
  readonly attributes: Readonly<Record<string, unknown>> | null;
  readonly event_name: string | null;
  readonly event_properties: Readonly<Record<string, unknown>> | null;
  readonly at: Date;
  readonly attempt: number;
  readonly event_unknown: boolean;
  readonly recipient_kind: IdentityKind;
  readonly recipient_value: string;
}

/** Write-backs in Postgres, on a connection of their own, so that no reply waits for one. */
export class PostgresWriteBackOutbox extends WriteBackOutbox {
  private readonly pool: pg.Pool;

  constructor(
    url: string,
    private readonly replicaId: string,
  ) {
    super();
    this.pool = hotPool(url, 1, 'write-backs');
  }

  override async claim(conversations: number): Promise<readonly ClaimedWriteBack[]> {
    const values = [this.replicaId, conversations];
    const rows = await this.run<WriteBackRow>('claim-write-backs', CLAIM, values);
    return rows.map(claimedOf);
  }

  override async settle(
    settled: readonly SettledWriteBack[],
    heldBy = this.replicaId,
  ): Promise<void> {
    await this.run('settle-write-backs', SETTLE, [
      heldBy,
      uuidArray(settled, ({ conversationId }) => conversationId),
      int4Array(settled, ({ seq }) => seq),
      int4Array(settled, ({ idx }) => idx),
      int4Array(settled, ({ attempt }) => attempt),
      textArray(settled, ({ state }) => state),
      textArray(settled, ({ reason }) => reason),
      int4Array(settled, ({ delayMs }) => Math.ceil(delayMs)),
      boolArray(settled, ({ eventUnknown }) => eventUnknown),
    ]);
  }

  override async silentHolders(silentMs: number): Promise<readonly string[]> {
    const values = [this.replicaId, silentMs];
    const rows = await this.run<{ readonly id: string }>('silent-writers', SILENT_HOLDERS, values);
    return rows.map(({ id }) => id);
  }

  override async lapsed(
    replicaId: string,
    olderThanMs: number,
  ): Promise<readonly ClaimedWriteBack[]> {
    const values = [replicaId, olderThanMs];
    const rows = await this.run<WriteBackRow>('lapsed-write-backs', LAPSED, values);
    return rows.map(claimedOf);
  }

  override async oldestDueMs(): Promise<number> {
    const rows = await this.run<{ readonly age_ms: number }>('oldest-write-back', OLDEST_DUE, []);
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

function claimedOf(row: WriteBackRow): ClaimedWriteBack {
  const { event_name: name, event_properties: properties, at } = row;
  const attributes = row.attributes ?? undefined;
  return {
    conversationId: row.conversation_id,
    seq: row.seq,
    idx: row.idx,
    recipient: { kind: row.recipient_kind, value: row.recipient_value },
    attributes: row.event_unknown ? repeatableOf(attributes) : attributes,
    event:
      name === null || row.event_unknown ? undefined : { name, properties: properties ?? {}, at },
    attempt: row.attempt,
    eventUnknown: row.event_unknown,
  };
}
