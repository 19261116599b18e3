import type pg from 'pg';

import {
  type Changes,
  type Claim,
  ConversationStore,
  type LockedConversation,
  type OpenTransaction,
  type TakenKey,
} from '#app/ports/conversation-store.ts';

import { uuidArray } from '../binary-arrays.ts';
import { hotPool } from '../hot-pool.ts';
import { sqlStateOf, translated } from '../postgres-errors.ts';
import {
  lockedConversation,
  type LockedRow,
  lookUpOf,
  type LookUpRow,
} from './conversation-row.ts';
import { LOCK, LOCK_PATIENTLY, LOOK_UP } from './open-statements.ts';
import { rareStatements } from './rare-statements.ts';
import type { Statement } from './statement.ts';
import { WRITE, writeValues } from './write-statement.ts';

/** Two batches: one is computed while the other commits. More were slower on two cores. */
const BATCH_CONNECTIONS = 2;
const PATIENT_CONNECTIONS = 4;
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * The store of conversations, on a message's way: two round trips a batch.
 *
 * Owns its connections. Keeps I1 to I3: what it answers is committed, one writer at a time.
 */
export class PostgresConversationStore extends ConversationStore {
  private readonly batches: pg.Pool;
  private readonly patient: pg.Pool;

  constructor(
    url: string,
    private readonly replicaId: string,
  ) {
    super();
    this.batches = hotPool(url, BATCH_CONNECTIONS, 'batches');
    this.patient = hotPool(url, PATIENT_CONNECTIONS, 'put aside');
  }

  override open(claims: readonly Claim[]): Promise<OpenTransaction> {
    return this.begin(this.batches, { name: 'lock', text: LOCK }, claims);
  }

  override async openAlone(claim: Claim): Promise<OpenTransaction> {
    const statement = { name: 'lock-patiently', text: LOCK_PATIENTLY };
    try {
      return await this.begin(this.patient, statement, [claim]);
    } catch (failure) {
      const { cause } = failure as Error;
      if (sqlStateOf(cause) === LOCK_NOT_AVAILABLE) return nothingLocked();
      throw failure;
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.batches.end(), this.patient.end()]);
  }

  private async begin(
    pool: pg.Pool,
    lock: { readonly name: string; readonly text: string },
    claims: readonly Claim[],
  ): Promise<OpenTransaction> {
    const client = await pool.connect().catch((failure: unknown) => {
      throw translated(failure);
    });
    const asked = [...new Set(claims.map(({ conversationId }) => conversationId))].sort();
    const ids = uuidArray(asked, (id) => id);
    const keys = claims.flatMap(({ conversationId, keys }) =>
      keys.map((key) => ({ conversationId, key })),
    );
    try {
      const [, locked, lookUp] = await allOrFirstFailure([
        client.query('BEGIN'),
        client.query<LockedRow>({ ...lock, values: [ids] }),
        client.query<LookUpRow>({
          name: 'look-up',
          text: LOOK_UP,
          values: [
            uuidArray(keys, ({ conversationId }) => conversationId),
            uuidArray(keys, ({ key }) => key),
            ids,
            this.replicaId,
          ],
        }),
      ] as const);
      const { nowMs, takenKeys, takenLanes } = lookUpOf(lookUp.rows);
      const conversations = locked.rows.map((row) =>
        lockedConversation(row, takenLanes.has(row.id)),
      );
      return new PostgresTransaction(client, this.replicaId, {
        conversations,
        takenKeys,
        nowMs,
      });
    } catch (failure) {
      // A connection in an unknown state is never used again.
      client.release(true);
      throw translated(failure);
    }
  }
}

/** One transaction on one connection, which goes back to its pool at the end. */
class PostgresTransaction implements OpenTransaction {
  readonly conversations: readonly LockedConversation[];
  readonly takenKeys: readonly TakenKey[];
  readonly nowMs: number;
  readonly stillHeld = false;

  constructor(
    private readonly client: pg.PoolClient,
    private readonly replicaId: string,
    seen: Pick<OpenTransaction, 'conversations' | 'takenKeys' | 'nowMs'>,
  ) {
    this.conversations = seen.conversations;
    this.takenKeys = seen.takenKeys;
    this.nowMs = seen.nowMs;
  }

  async commit(changes: Changes): Promise<void> {
    const write = { name: 'write', text: WRITE, values: writeValues(changes, this.replicaId) };
    await this.end([...rareStatements(changes), write, COMMIT]);
  }

  async abandon(): Promise<void> {
    await this.end([ROLLBACK]);
  }

  private async end(statements: readonly Statement[]): Promise<void> {
    const running = statements.map(({ name, text, values }) =>
      values.length === 0
        ? this.client.query(text)
        : this.client.query({ name, text, values: [...values] }),
    );
    try {
      await allOrFirstFailure(running);
      this.client.release();
    } catch (failure) {
      this.client.release(true);
      throw translated(failure);
    }
  }
}

const COMMIT: Statement = { name: 'commit', text: 'COMMIT', values: [] };
const ROLLBACK: Statement = { name: 'rollback', text: 'ROLLBACK', values: [] };

function nothingLocked(): OpenTransaction {
  const nothing = () => Promise.resolve();
  return {
    conversations: [],
    takenKeys: [],
    nowMs: 0,
    stillHeld: true,
    commit: nothing,
    abandon: nothing,
  };
}

/** Waits for all, so that none is left running on the connection; then the first failure counts. */
async function allOrFirstFailure<T extends readonly Promise<unknown>[]>(
  running: T,
): Promise<{ [I in keyof T]: Awaited<T[I]> }> {
  await Promise.allSettled(running);
  return Promise.all(running);
}
