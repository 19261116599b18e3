import { BrazeClient } from '#adapters/braze/braze-client.ts';
import { UndiciBrazeMessages } from '#adapters/braze/undici-braze-messages.ts';
import { PostgresReplyOutbox } from '#adapters/postgres/replies/postgres-reply-outbox.ts';
import { PostgresStrayReplies } from '#adapters/postgres/replies/postgres-stray-replies.ts';
import { DeliverReplies } from '#app/deliver-replies/deliver-replies.ts';
import { Endpoint } from '#app/deliver-replies/endpoint.ts';
import { SweepReplies } from '#app/deliver-replies/sweep-replies.ts';
import { saidNews } from '#app/live/said-news.ts';

import type { DeliveryPorts } from './delivery-ports.ts';
import { withFailpoint } from './failpoint.ts';
import { guardedMessages } from './guarded.ts';
import { heardAfter } from './heard-after.ts';
import type { PaceWorker } from './pace-worker.ts';
import type { Runtime } from './runtime.ts';

/** Calls at a time, over as many kept-alive connections. */
const CALLS = 32;
const RECIPIENTS_PER_CALL = 50;

/** What sends replies, and the loop that finds those nobody sees to. */
export class ReplyWorker {
  readonly deliver: DeliverReplies;
  private readonly sweep: SweepReplies;
  private readonly outbox: PostgresReplyOutbox;
  private readonly strays: PostgresStrayReplies;
  private readonly client: BrazeClient;

  constructor(
    { databaseUrl, replicaId, braze, failpoint, environment, recipientGuard }: Runtime,
    ports: DeliveryPorts,
    { watch, calls, replies }: PaceWorker,
  ) {
    const callTimeoutMs = environment.BRAZE_TIMEOUT_MS;
    this.outbox = new PostgresReplyOutbox(databaseUrl, replicaId);
    this.strays = new PostgresStrayReplies(databaseUrl, replicaId);
    this.client = new BrazeClient(braze, CALLS, callTimeoutMs);
    const messages = guardedMessages(new UndiciBrazeMessages(this.client), recipientGuard);
    const world = {
      ...ports,
      outbox: heardAfter(
        withFailpoint('outbox', this.outbox, failpoint),
        'settle',
        (settlements) => {
          if (ports.live?.isWatched === true) ports.live.tell(saidNews(settlements));
        },
      ),
      strays: this.strays,
      braze: withFailpoint('braze', messages, failpoint),
    };
    const limits = { calls: CALLS, recipientsPerCall: RECIPIENTS_PER_CALL };
    const endpoint = new Endpoint('replies', limits, world, { watch, calls });
    this.deliver = new DeliverReplies(world, endpoint, replies);
    const look = (): void => {
      this.deliver.look();
    };
    watch.onChange(look);
    if (calls !== undefined) calls.onChange = look;
    this.sweep = new SweepReplies(world, this.deliver, { replicaId, callTimeoutMs });
  }

  start(): void {
    this.sweep.start();
  }

  /** What is on the wire is settled; what is left is given back. */
  async stop(): Promise<void> {
    await this.sweep.stop();
    await this.deliver.drain();
  }

  async close(): Promise<void> {
    await this.client.close();
    await Promise.all([this.outbox.close(), this.strays.close()]);
  }
}
