import { BrazeClient } from '#adapters/braze/braze-client.ts';
import { UndiciBrazeProfiles } from '#adapters/braze/undici-braze-profiles.ts';
import { PostgresWriteBackOutbox } from '#adapters/postgres/write-backs/postgres-write-back-outbox.ts';
import { Endpoint } from '#app/deliver-replies/endpoint.ts';
import type { WatchPace } from '#app/pace/watch-pace.ts';
import { WriteBack } from '#app/write-back/write-back.ts';

import type { DeliveryPorts } from './delivery-ports.ts';
import { withFailpoint } from './failpoint.ts';
import { guardedProfiles } from './guarded.ts';
import type { Runtime } from './runtime.ts';

/** Few: nobody waits for a profile, and replies have connections of their own. */
const CALLS = 4;
const OBJECTS_PER_CALL = 75;

/** What writes to Braze profiles, with its connections. */
export class WriteBackWorker {
  readonly writeBack: WriteBack;
  private readonly outbox: PostgresWriteBackOutbox;
  private readonly client: BrazeClient;

  constructor(
    { databaseUrl, replicaId, braze, failpoint, environment, recipientGuard }: Runtime,
    ports: DeliveryPorts,
    watch: WatchPace,
    repliesAreBusy: () => boolean,
  ) {
    const callTimeoutMs = environment.BRAZE_TIMEOUT_MS;
    this.outbox = new PostgresWriteBackOutbox(databaseUrl, replicaId);
    this.client = new BrazeClient(braze, CALLS, callTimeoutMs);
    const profiles = guardedProfiles(new UndiciBrazeProfiles(this.client), recipientGuard);
    const world = {
      ...ports,
      outbox: withFailpoint('writeBacks', this.outbox, failpoint),
      braze: withFailpoint('profiles', profiles, failpoint),
    };
    const limits = { calls: CALLS, recipientsPerCall: OBJECTS_PER_CALL };
    const endpoint = new Endpoint('profiles', limits, world, { watch });
    const own = { replicaId, callTimeoutMs };
    this.writeBack = new WriteBack(world, endpoint, own, repliesAreBusy);
  }

  start(): void {
    this.writeBack.start();
  }

  async stop(): Promise<void> {
    await this.writeBack.stop();
  }

  async close(): Promise<void> {
    await this.client.close();
    await this.outbox.close();
  }
}
