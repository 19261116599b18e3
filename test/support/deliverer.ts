import { randomUUID } from 'node:crypto';

import type pg from 'pg';

import { BrazeClient } from '#adapters/braze/braze-client.ts';
import { UndiciBrazeMessages } from '#adapters/braze/undici-braze-messages.ts';
import { PostgresReplyOutbox } from '#adapters/postgres/replies/postgres-reply-outbox.ts';
import { PostgresStrayReplies } from '#adapters/postgres/replies/postgres-stray-replies.ts';
import { MathChance } from '#adapters/system/math-chance.ts';
import { MonotonicClock } from '#adapters/system/monotonic-clock.ts';
import { NodeTimers } from '#adapters/system/node-timers.ts';
import { DeliverReplies } from '#app/deliver-replies/deliver-replies.ts';
import { Endpoint } from '#app/deliver-replies/endpoint.ts';
import { SweepReplies } from '#app/deliver-replies/sweep-replies.ts';
import type { PaceSettings } from '#core/delivery/pace-settings.ts';

import { PaceWorker } from '../../src/nest/pace-worker.ts';
import { CountedTally } from './counted-tally.ts';
import { SilentPaceTally } from './fakes/silent-pace-tally.ts';
import { HeardIncidents } from './heard-incidents.ts';

const NO_PACE: PaceSettings = {
  ...{ sends: undefined, number: undefined, ceiling: undefined, pair: undefined, gapMs: 0 },
};

/** A replica's deliverer with everything real around it. */
export class Deliverer {
  readonly replicaId = randomUUID();
  readonly tally = new CountedTally();
  readonly incidents = new HeardIncidents();
  readonly outbox: PostgresReplyOutbox;
  readonly strays: PostgresStrayReplies;
  readonly deliver: DeliverReplies;
  readonly sweep: SweepReplies;
  readonly pace: PaceWorker;
  private readonly client: BrazeClient;

  constructor(
    databaseUrl: string,
    brazeUrl: string,
    callTimeoutMs = 1000,
    pace: Partial<PaceSettings> = {},
  ) {
    const world = {
      clock: new MonotonicClock(),
      timers: new NodeTimers(),
      chance: new MathChance(),
      incidents: this.incidents,
      tally: this.tally,
      paceTally: new SilentPaceTally(),
    };
    this.pace = new PaceWorker(databaseUrl, { ...NO_PACE, ...pace }, world);
    this.outbox = new PostgresReplyOutbox(databaseUrl, this.replicaId);
    this.strays = new PostgresStrayReplies(databaseUrl, this.replicaId);
    this.client = new BrazeClient({ url: brazeUrl, apiKey: () => 'key' }, 32, callTimeoutMs);
    const braze = new UndiciBrazeMessages(this.client);
    const { watch, calls, replies } = this.pace;
    const limits = { calls: 32, recipientsPerCall: 50 };
    const endpoint = new Endpoint('replies', limits, world, { watch, calls });
    this.deliver = new DeliverReplies({ ...world, outbox: this.outbox, braze }, endpoint, replies);
    const look = (): void => {
      this.deliver.look();
    };
    watch.onChange(look);
    if (calls !== undefined) calls.onChange = look;
    const own = { replicaId: this.replicaId, callTimeoutMs };
    this.sweep = new SweepReplies(
      { ...world, outbox: this.outbox, strays: this.strays },
      this.deliver,
      own,
    );
  }

  /** A heartbeat that lasts for the whole test: without one, others take its work over. */
  async beat(pool: pg.Pool): Promise<void> {
    await pool.query(
      `INSERT INTO replica (id, role, engine, started_at, beat_at)
       VALUES ($1, 'all', 1, parley_now(), parley_now() + interval '1 hour')`,
      [this.replicaId],
    );
    await this.pace.start();
  }

  /** As at SIGTERM. */
  async stop(): Promise<void> {
    await this.sweep.stop();
    await this.deliver.drain();
    await this.pace.stop();
    await this.disconnect();
  }

  /** As at SIGKILL: whatever it was doing stays as it is. */
  async disconnect(): Promise<void> {
    await this.pace.watch.stop();
    await this.client.close();
    await Promise.all([this.outbox.close(), this.strays.close(), this.pace.close()]);
  }
}
