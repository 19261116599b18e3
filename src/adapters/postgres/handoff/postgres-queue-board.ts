import type pg from 'pg';

import { QueueBoard, type SetOverride } from '#app/ports/queue-board.ts';
import type { QueueOverride } from '#core/handoff/queue-settings.ts';

import { inTransaction } from '../in-transaction.ts';
import { translated } from '../postgres-errors.ts';

const READ = `
  SELECT o.queue, o.settings, o.set_by, o.set_at, p.name
  FROM queue_override o LEFT JOIN person p ON p.email = o.set_by ORDER BY o.queue`;
const SET = `
  INSERT INTO queue_override (queue, settings, set_by) VALUES ($1, $2, $3)
  ON CONFLICT (queue) DO UPDATE
  SET settings = excluded.settings, set_by = excluded.set_by, set_at = parley_now()`;
const CLEAR = 'DELETE FROM queue_override WHERE queue = $1';
/** Promises go by the queue's hours and times. Who is being changed is worked out anew anyway. */
const WORK_OUT_ANEW = `
  UPDATE handoff h SET sla_fresh = false
  FROM (
    SELECT conversation_id, seq FROM handoff
    WHERE queue = $1 AND ended_at IS NULL AND sla_fresh
    ORDER BY conversation_id FOR NO KEY UPDATE SKIP LOCKED) theirs
  WHERE h.conversation_id = theirs.conversation_id AND h.seq = theirs.seq`;
const AUDIT = 'INSERT INTO audit (actor, action, subject, details) VALUES ($1, $2, $3, $4)';

interface Row {
  readonly queue: string;
  readonly settings: QueueOverride;
  readonly set_by: string;
  readonly set_at: Date;
  readonly name: string | null;
}

/** What leads changed of queues, as rows; the audit is written in the same transaction. */
export class PostgresQueueBoard extends QueueBoard {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async overrides(): Promise<readonly SetOverride[]> {
    const { rows } = await this.pool.query<Row>(READ).catch((failure: unknown) => {
      throw translated(failure);
    });
    return rows.map(({ queue, settings, set_by: by, set_at: at, name }) => ({
      ...{ queue, settings, by, byName: name ?? undefined, at },
    }));
  }

  override async override(queue: string, settings: QueueOverride, by: string): Promise<void> {
    await inTransaction(this.pool, async (client) => {
      await client.query(SET, [queue, JSON.stringify(settings), by]);
      await client.query(AUDIT, [by, 'queue.override', queue, JSON.stringify(settings)]);
      await client.query(WORK_OUT_ANEW, [queue]);
    });
  }

  override clear(queue: string, by: string): Promise<boolean> {
    return inTransaction(this.pool, async (client) => {
      const { rowCount } = await client.query(CLEAR, [queue]);
      if (rowCount === 0) return false;
      await client.query(AUDIT, [by, 'queue.override-cleared', queue, '{}']);
      await client.query(WORK_OUT_ANEW, [queue]);
      return true;
    });
  }

  override async broken(promise: {
    readonly conversationId: string;
    readonly queue: string;
    readonly clock: string;
    readonly notify: readonly string[];
  }): Promise<void> {
    const { conversationId, ...details } = promise;
    const values = ['parley', 'handoff.promise-broken', conversationId, JSON.stringify(details)];
    await this.pool.query(AUDIT, values).catch((failure: unknown) => {
      throw translated(failure);
    });
  }
}
