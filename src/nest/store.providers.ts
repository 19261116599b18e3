import type { Provider } from '@nestjs/common';
import type pg from 'pg';

import { PostgresAwaitedCalls } from '#adapters/postgres/calls/postgres-awaited-calls.ts';
import { PostgresOldCalls } from '#adapters/postgres/calls/postgres-old-calls.ts';
import { PostgresConversationStore } from '#adapters/postgres/conversations/postgres-conversation-store.ts';
import { PostgresFeedbackStore } from '#adapters/postgres/feedback/postgres-feedback-store.ts';
import { PostgresProfileChanges } from '#adapters/postgres/feedback/postgres-profile-changes.ts';
import { PostgresDedupeKeys } from '#adapters/postgres/housekeeping/postgres-dedupe-keys.ts';
import { PostgresIdentityDirectory } from '#adapters/postgres/identities/postgres-identity-directory.ts';
import { PostgresReplyDesk } from '#adapters/postgres/operators/postgres-reply-desk.ts';
import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';
import { PostgresSendingSwitch } from '#adapters/postgres/pace/postgres-sending-switch.ts';
import { type PrismaClient, prismaOver } from '#adapters/postgres/prisma.ts';
import { PostgresQuarantine } from '#adapters/postgres/quarantine/postgres-quarantine.ts';
import { PostgresReleaseStore } from '#adapters/postgres/releases/postgres-release-store.ts';
import { PostgresReplicaRegistry } from '#adapters/postgres/replicas/postgres-replica-registry.ts';
import { PostgresDueTimers } from '#adapters/postgres/timers/postgres-due-timers.ts';
import { LiveHub } from '#app/live/live-hub.ts';
import { saidNews } from '#app/live/said-news.ts';
import { WatchedConversations } from '#app/live/watched-conversations.ts';
import { AwaitedCalls } from '#app/ports/awaited-calls.ts';
import { ConversationStore } from '#app/ports/conversation-store.ts';
import { DedupeKeys } from '#app/ports/dedupe-keys.ts';
import { DueTimers } from '#app/ports/due-timers.ts';
import { FeedbackStore } from '#app/ports/feedback-store.ts';
import { IdentityDirectory } from '#app/ports/identity-directory.ts';
import { OldCalls } from '#app/ports/old-calls.ts';
import { ProfileChanges } from '#app/ports/profile-changes.ts';
import { QuarantineStore } from '#app/ports/quarantine-store.ts';
import { ReleaseStore } from '#app/ports/release-store.ts';
import { ReplicaRegistry } from '#app/ports/replica-registry.ts';
import { ReplyDesk } from '#app/ports/reply-desk.ts';
import { SendingSwitch } from '#app/ports/sending-switch.ts';

import { AidConnections } from './aid-connections.ts';
import { bindAs } from './bind.ts';
import { OwnCalls } from './call.providers.ts';
import { OwnWorkers } from './delivery.providers.ts';
import { withFailpoint } from './failpoint.ts';
import { heardAfter } from './heard-after.ts';
import { Runtime } from './runtime.ts';

/** Connections for everything that is not on a message's way. */
const ORDINARY_CONNECTIONS = 6;

/** The connections shared by what may take its time. */
export class SharedPool {
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;

  constructor(url: string) {
    this.pool = ordinaryPool(url, ORDINARY_CONNECTIONS, 'shared');
    this.prisma = prismaOver(this.pool);
  }

  async close(): Promise<void> {
    await this.prisma.$disconnect();
    await this.pool.end();
  }
}

/** Everything that holds connections, so that all of them are given back. */
export class StoreConnections {
  constructor(private readonly holders: readonly { close(): Promise<void> }[]) {}

  async close(): Promise<void> {
    await Promise.all(this.holders.map((holder) => holder.close()));
  }
}

export const storeProviders: readonly Provider[] = [
  {
    provide: SharedPool,
    inject: [Runtime],
    useFactory: ({ databaseUrl }: Runtime) => new SharedPool(databaseUrl),
  },
  {
    provide: PostgresConversationStore,
    inject: [Runtime],
    useFactory: ({ databaseUrl, replicaId, failpoint }: Runtime) =>
      withFailpoint('store', new PostgresConversationStore(databaseUrl, replicaId), failpoint),
  },
  bindAs(ConversationStore, WatchedConversations, [PostgresConversationStore, LiveHub]),
  {
    provide: StoreConnections,
    inject: [SharedPool, PostgresConversationStore, OwnWorkers, OwnCalls, AidConnections],
    useFactory: (
      shared: SharedPool,
      conversations: PostgresConversationStore,
      { workers }: OwnWorkers,
      calls: OwnCalls,
      aid: AidConnections,
    ) =>
      new StoreConnections(
        [shared, conversations, workers, calls, aid].filter((holder) => holder !== undefined),
      ),
  },
  {
    provide: ReplicaRegistry,
    inject: [SharedPool, Runtime],
    useFactory: ({ pool }: SharedPool, { replicaId, environment }: Runtime) =>
      new PostgresReplicaRegistry(pool, replicaId, environment.PARLEY_ROLE),
  },
  {
    provide: IdentityDirectory,
    inject: [SharedPool, Runtime],
    useFactory: ({ pool }: SharedPool, { failpoint }: Runtime) =>
      withFailpoint('directory', new PostgresIdentityDirectory(pool), failpoint),
  },
  {
    provide: ReleaseStore,
    inject: [SharedPool],
    useFactory: ({ prisma }: SharedPool) => new PostgresReleaseStore(prisma),
  },
  {
    provide: QuarantineStore,
    inject: [SharedPool, Runtime],
    useFactory: ({ prisma }: SharedPool, { failpoint }: Runtime) =>
      withFailpoint('quarantine', new PostgresQuarantine(prisma), failpoint),
  },
  {
    provide: SendingSwitch,
    inject: [SharedPool],
    useFactory: ({ prisma }: SharedPool) => new PostgresSendingSwitch(prisma),
  },
  {
    provide: DueTimers,
    inject: [SharedPool],
    useFactory: ({ pool }: SharedPool) => new PostgresDueTimers(pool),
  },
  {
    provide: DedupeKeys,
    inject: [SharedPool],
    useFactory: ({ pool }: SharedPool) => new PostgresDedupeKeys(pool),
  },
  {
    provide: AwaitedCalls,
    inject: [SharedPool],
    useFactory: ({ pool }: SharedPool) => new PostgresAwaitedCalls(pool),
  },
  {
    provide: OldCalls,
    inject: [SharedPool],
    useFactory: ({ pool }: SharedPool) => new PostgresOldCalls(pool),
  },
  {
    provide: FeedbackStore,
    inject: [SharedPool, Runtime, LiveHub],
    useFactory: ({ pool }: SharedPool, { failpoint }: Runtime, hub: LiveHub) =>
      heardAfter(
        withFailpoint('feedback', new PostgresFeedbackStore(pool), failpoint),
        'record',
        (feedback) => {
          if (hub.isWatched) hub.tell(saidNews(feedback.map(({ reply }) => reply)));
        },
      ),
  },
  {
    provide: ReplyDesk,
    inject: [SharedPool],
    useFactory: ({ pool }: SharedPool) => new PostgresReplyDesk(pool),
  },
  {
    provide: ProfileChanges,
    inject: [SharedPool],
    useFactory: ({ pool }: SharedPool) => new PostgresProfileChanges(pool),
  },
];
