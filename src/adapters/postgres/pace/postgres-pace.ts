import type pg from 'pg';

import { type EndpointName, PaceBoard, type PaceView } from '#app/ports/pace-board.ts';
import { type LatelyLeft, PastReplies } from '#app/ports/past-replies.ts';
import { SharedBudgets, type Slice } from '#app/ports/shared-budgets.ts';
import type { Budget, Request } from '#core/delivery/budget.ts';

import { uuidArray } from '../binary-arrays.ts';
import { hotPool } from '../hot-pool.ts';
import { rowsOf } from '../rows-of.ts';
import { CLOSE, GIVE_BACK, LATELY, LOOK, TAKE } from './pace-statements.ts';

interface SliceRow {
  readonly granted: number;
  readonly remains: number;
  readonly start_ms: number;
  readonly ends_in_ms: number;
}

interface ViewRow {
  readonly workers: number;
  readonly closed: Readonly<Record<string, number>> | null;
  readonly paused_by: string | null;
  readonly reason: string | null;
  readonly paused_at: Date | null;
}

interface LatelyRow {
  readonly conversation_id: string;
  readonly count: number;
  readonly last_ago_ms: number;
}

/** A connection of its own, so that no pace waits for a batch, nor a batch for it. */
export class PaceConnection {
  private readonly pool: pg.Pool;

  constructor(url: string) {
    this.pool = hotPool(url, 1, 'pace');
  }

  run<Row extends pg.QueryResultRow>(
    name: string,
    text: string,
    values: readonly unknown[],
  ): Promise<readonly Row[]> {
    return rowsOf<Row>(this.pool, { name, text, values: [...values] });
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

export class PostgresSharedBudgets extends SharedBudgets {
  constructor(private readonly connection: PaceConnection) {
    super();
  }

  override async take(budget: Budget, { want, remaining }: Request): Promise<Slice> {
    const { name, windowMs, limit, reserve } = budget;
    const values = [name, windowMs, limit, reserve, want, remaining ?? null];
    const [row] = await this.connection.run<SliceRow>('take-slice', TAKE, values);
    // Not the same as spent: it would stay so for good, and be told as if somebody had used it up.
    if (row === undefined) throw new Error(`The budget ${name} has no row: run \`parley migrate\``);
    return {
      granted: row.granted,
      left: row.remains,
      windowStartMs: row.start_ms,
      endsInMs: row.ends_in_ms,
    };
  }

  override async giveBack({ name }: Budget, count: number, windowStartMs: number): Promise<void> {
    await this.connection.run('give-slice-back', GIVE_BACK, [name, count, windowStartMs]);
  }
}

export class PostgresPaceBoard extends PaceBoard {
  constructor(private readonly connection: PaceConnection) {
    super();
  }

  override async look(): Promise<PaceView> {
    const [row] = await this.connection.run<ViewRow>('look-at-pace', LOOK, []);
    const { paused_at: at, paused_by: by, reason } = row ?? {};
    const closed = Object.entries(row?.closed ?? {}) as [EndpointName, number][];
    return {
      pause: at instanceof Date ? { at, by: by ?? '', reason: reason ?? '' } : undefined,
      closedForMs: new Map(closed),
      workers: row?.workers ?? 1,
    };
  }

  override async close(endpoint: EndpointName, forMs: number): Promise<void> {
    await this.connection.run('close-endpoint', CLOSE, [endpoint, Math.ceil(forMs)]);
  }
}

export class PostgresPastReplies extends PastReplies {
  constructor(private readonly connection: PaceConnection) {
    super();
  }

  override async lately(
    conversationIds: readonly string[],
    withinMs: number,
  ): Promise<ReadonlyMap<string, LatelyLeft>> {
    const values = [uuidArray(conversationIds, (id) => id), withinMs];
    const rows = await this.connection.run<LatelyRow>('lately-left', LATELY, values);
    return new Map(
      rows.map(({ conversation_id: id, count, last_ago_ms: lastAgoMs }) => [
        id,
        { count, lastAgoMs },
      ]),
    );
  }
}
