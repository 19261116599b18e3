import type { Provider } from '@nestjs/common';

import { BrazeClient } from '#adapters/braze/braze-client.ts';
import { UndiciBrazeMessages } from '#adapters/braze/undici-braze-messages.ts';
import { PostgresReplyOutbox } from '#adapters/postgres/replies/postgres-reply-outbox.ts';
import { PostgresStrayReplies } from '#adapters/postgres/replies/postgres-stray-replies.ts';
import { MathChance } from '#adapters/system/math-chance.ts';
import { NodeTimers } from '#adapters/system/node-timers.ts';
import { DeliverReplies } from '#app/deliver-replies/deliver-replies.ts';
import { Endpoint } from '#app/deliver-replies/endpoint.ts';
import { SweepReplies } from '#app/deliver-replies/sweep-replies.ts';
import { Clock } from '#app/ports/clock.ts';
import { CommittedEffects } from '#app/ports/committed-effects.ts';
import { DeliveryTally } from '#app/ports/delivery-tally.ts';
import { Incidents } from '#app/ports/incidents.ts';

import { EffectsHere } from './effects-here.ts';
import { withFailpoint } from './failpoint.ts';
import { Runtime } from './runtime.ts';

/** Calls at a time, over as many kept-alive connections. */
const REPLY_CALLS = 32;
const RECIPIENTS_PER_CALL = 50;

/** What leaves for Braze, and the loops that see to it. */
export class DeliveryWorkers {
  readonly replies: DeliverReplies;
  private readonly sweep: SweepReplies;
  private readonly outbox: PostgresReplyOutbox;
  private readonly strays: PostgresStrayReplies;
  private readonly replyCalls: BrazeClient;

  constructor(
    { databaseUrl, replicaId, braze, failpoint, environment }: Runtime,
    ports: {
      readonly clock: Clock;
      readonly tally: DeliveryTally;
      readonly incidents: Incidents;
    },
  ) {
    this.outbox = new PostgresReplyOutbox(databaseUrl, replicaId);
    this.strays = new PostgresStrayReplies(databaseUrl, replicaId);
    this.replyCalls = new BrazeClient(braze, REPLY_CALLS, environment.BRAZE_TIMEOUT_MS);
    const world = {
      ...ports,
      timers: new NodeTimers(),
      chance: new MathChance(),
      outbox: withFailpoint('outbox', this.outbox, failpoint),
      strays: this.strays,
      braze: withFailpoint('braze', new UndiciBrazeMessages(this.replyCalls), failpoint),
    };
    const limits = { calls: REPLY_CALLS, recipientsPerCall: RECIPIENTS_PER_CALL };
    this.replies = new DeliverReplies(world, new Endpoint('replies', limits, world));
    this.sweep = new SweepReplies(world, this.replies, {
      replicaId,
      callTimeoutMs: environment.BRAZE_TIMEOUT_MS,
    });
  }

  start(): void {
    this.sweep.start();
  }

  /** What is on the wire is settled; what is left is given back. */
  async stop(): Promise<void> {
    await this.sweep.stop();
    await this.replies.drain();
  }

  async close(): Promise<void> {
    await this.replyCalls.close();
    await Promise.all([this.outbox.close(), this.strays.close()]);
  }
}

export const deliveryProviders: readonly Provider[] = [
  {
    provide: DeliveryWorkers,
    inject: [Runtime, Clock, DeliveryTally, Incidents],
    useFactory: (runtime: Runtime, clock: Clock, tally: DeliveryTally, incidents: Incidents) =>
      new DeliveryWorkers(runtime, { clock, tally, incidents }),
  },
  {
    provide: CommittedEffects,
    inject: [Runtime, DeliveryWorkers],
    useFactory: ({ isWorker, failpoint }: Runtime, { replies }: DeliveryWorkers) => {
      const workers = isWorker ? { replies, writeBacks: { hint: () => undefined } } : undefined;
      return withFailpoint('effects', new EffectsHere(workers), failpoint);
    },
  },
];
