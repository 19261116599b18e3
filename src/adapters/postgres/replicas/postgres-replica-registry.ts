import type pg from 'pg';

import { ReplicaRegistry } from '#app/ports/replica-registry.ts';
import { ENGINE } from '#core/conversation/engine.ts';

const BEAT_EVERY_MS = 1000;
/** Silent for longer, a replica has lost what it leased (DESIGN, section 5, rule 7). */
const SILENT_AFTER = '5 seconds';
/** Long dead, its row says nothing any more. */
const FORGET_AFTER = '1 hour';

const BEAT = `
  WITH beat AS (
    INSERT INTO replica (id, role, engine, started_at, beat_at)
    VALUES ($1, $2, $3, parley_now(), parley_now())
    ON CONFLICT (id) DO UPDATE SET beat_at = excluded.beat_at),
  forgotten AS (DELETE FROM replica WHERE beat_at < parley_now() - interval '${FORGET_AFTER}')
  SELECT coalesce(min(engine), $3::int) AS engine FROM replica
  WHERE id <> $1 AND beat_at > parley_now() - interval '${SILENT_AFTER}'`;
const LEAVE = 'DELETE FROM replica WHERE id = $1';

/** This process among the replicas; keeps the heartbeat that its leases stand on. */
export class PostgresReplicaRegistry extends ReplicaRegistry {
  override readonly newestEngine = ENGINE;
  private oldestElsewhere: number = ENGINE;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly pool: pg.Pool,
    override readonly id: string,
    private readonly role: string,
  ) {
    super();
  }

  override get engineToWrite(): number {
    return Math.min(this.newestEngine, this.oldestElsewhere);
  }

  /** Beats once, so that leases may be taken from here on, and then each second. */
  async start(): Promise<void> {
    await this.beat();
    this.timer = setInterval(() => {
      // A beat that is missed is made up by the next; the others notice if none comes.
      this.beat().catch(() => undefined);
    }, BEAT_EVERY_MS);
  }

  /** Leaves at once, so that nobody waits for this process. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.pool.query(LEAVE, [this.id]).catch(() => undefined);
  }

  private async beat(): Promise<void> {
    const values = [this.id, this.role, ENGINE];
    const { rows } = await this.pool.query<{ readonly engine: number }>(BEAT, values);
    this.oldestElsewhere = rows[0]?.engine ?? ENGINE;
  }
}
