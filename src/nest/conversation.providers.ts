import type { Provider } from '@nestjs/common';

import { PostgresWordIndex } from '#adapters/postgres/words/postgres-word-index.ts';
import { AcceptEvents } from '#app/accept-events/accept-events.ts';
import { ApplyBatch } from '#app/accept-events/apply-batch.ts';
import { FindConversation } from '#app/accept-events/find-conversation.ts';
import { FireTimers } from '#app/fire-timers/fire-timers.ts';
import { FollowQueueSwitches } from '#app/handoff/follow-queue-switches.ts';
import { LookAtPlace } from '#app/handoff/look-at-place.ts';
import { ForgetOldKeys } from '#app/housekeeping/forget-old-keys.ts';
import { Clock } from '#app/ports/clock.ts';
import { CommittedEffects } from '#app/ports/committed-effects.ts';
import { ConversationStore } from '#app/ports/conversation-store.ts';
import { DedupeKeys } from '#app/ports/dedupe-keys.ts';
import { DueTimers } from '#app/ports/due-timers.ts';
import { IdentityDirectory } from '#app/ports/identity-directory.ts';
import { Ids } from '#app/ports/ids.ts';
import { Incidents } from '#app/ports/incidents.ts';
import { QueueBoard } from '#app/ports/queue-board.ts';
import { ReleaseStore } from '#app/ports/release-store.ts';
import { ReplicaRegistry } from '#app/ports/replica-registry.ts';
import { WordIndex } from '#app/ports/word-index.ts';
import { FollowLiveRelease } from '#app/releases/follow-live-release.ts';
import { KnownReleases } from '#app/releases/known-releases.ts';
import { PublishRelease } from '#app/releases/publish-release.ts';
import { FindUntoldWords } from '#app/words/find-untold-words.ts';
import { TellWords } from '#app/words/tell-words.ts';

import { bind } from './bind.ts';
import { SharedPool } from './store.providers.ts';

/** The one door and what stands behind it. */
export const conversationProviders: readonly Provider[] = [
  bind(KnownReleases, [ReleaseStore]),
  {
    provide: WordIndex,
    inject: [SharedPool],
    useFactory: ({ pool }: SharedPool) => new PostgresWordIndex(pool),
  },
  bind(TellWords, [WordIndex, Incidents]),
  bind(FindUntoldWords, [WordIndex, Incidents]),
  bind(PublishRelease, [ReleaseStore]),
  bind(FollowLiveRelease, [KnownReleases, Incidents]),
  bind(FindConversation, [IdentityDirectory, Ids]),
  bind(FollowQueueSwitches, [QueueBoard, Incidents]),
  {
    provide: ApplyBatch,
    inject: [
      ConversationStore,
      KnownReleases,
      CommittedEffects,
      ReplicaRegistry,
      FollowQueueSwitches,
      Clock,
    ],
    useFactory: (
      store: ConversationStore,
      releases: KnownReleases,
      effects: CommittedEffects,
      replicas: ReplicaRegistry,
      switches: FollowQueueSwitches,
      clock: Clock,
    ) => new ApplyBatch(store, releases, effects, replicas, switches, clock),
  },
  bind(AcceptEvents, [FindConversation, ApplyBatch, KnownReleases, Incidents, Clock]),
  bind(FireTimers, [DueTimers, AcceptEvents, LookAtPlace, Ids, Incidents]),
  bind(ForgetOldKeys, [DedupeKeys, Incidents]),
];
