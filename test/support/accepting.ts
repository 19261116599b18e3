import { randomUUID } from 'node:crypto';

import type pg from 'pg';

import { PostgresConversationStore } from '#adapters/postgres/conversations/postgres-conversation-store.ts';
import { PostgresIdentityDirectory } from '#adapters/postgres/identities/postgres-identity-directory.ts';
import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';
import { MonotonicClock } from '#adapters/system/monotonic-clock.ts';
import { UuidV7Ids } from '#adapters/system/uuid-v7-ids.ts';
import { AcceptEvents } from '#app/accept-events/accept-events.ts';
import { ApplyBatch } from '#app/accept-events/apply-batch.ts';
import { FindConversation } from '#app/accept-events/find-conversation.ts';
import { CommittedEffects } from '#app/ports/committed-effects.ts';
import type { ConversationStore } from '#app/ports/conversation-store.ts';
import type { LeasedReply } from '#app/ports/leased-reply.ts';
import { type LiveRelease, ReleaseLibrary } from '#app/ports/release-library.ts';
import { ReplicaRegistry } from '#app/ports/replica-registry.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import type { QueueSwitches } from '#core/handoff/queue-switches.ts';

import { HeardIncidents } from './heard-incidents.ts';

/** Keeps what is offered to it, and sends nothing. */
export class KeptEffects extends CommittedEffects {
  readonly leased: LeasedReply[] = [];
  readonly waiting: string[] = [];
  writeBacks = 0;
  handoffs = 0;
  calls = 0;

  constructor(override readonly delivers: boolean) {
    super();
  }

  override offerReplies(replies: readonly LeasedReply[]): void {
    this.leased.push(...replies);
  }

  override repliesWait(conversationIds: readonly string[]): void {
    this.waiting.push(...conversationIds);
  }

  override writeBacksWait(): void {
    this.writeBacks += 1;
  }

  override handoffsChanged(): void {
    this.handoffs += 1;
  }

  override logged(): void {
    // nobody looks for words
  }

  override callsWait(): void {
    this.calls += 1;
  }
}

/** Releases by their number, the last one live. */
class GivenReleases extends ReleaseLibrary {
  /** Releases that were asked for and had to be fetched. */
  readonly loaded: number[] = [];
  private readonly inStore = new Map<number, CompiledRelease>();
  private readonly kept = new Map<number, CompiledRelease>();
  private current: LiveRelease | undefined;

  publish(id: number, release: CompiledRelease): void {
    this.inStore.set(id, release);
    this.kept.clear();
    this.kept.set(id, release);
    this.current = { id, release };
  }

  override live(): LiveRelease | undefined {
    return this.current;
  }

  override inMemory(id: number): CompiledRelease | undefined {
    return this.kept.get(id);
  }

  override load(id: number): Promise<void> {
    this.loaded.push(id);
    const release = this.inStore.get(id);
    if (release === undefined) return Promise.reject(new Error(`No release ${String(id)}`));
    this.kept.set(id, release);
    return Promise.resolve();
  }
}

class OneReplica extends ReplicaRegistry {
  override readonly newestEngine = 1;
  override readonly engineToWrite = 1;

  constructor(override readonly id: string) {
    super();
  }
}

/** A replica's door on a real database, with nothing behind it that sends. */
export class Accepting {
  readonly replicaId = randomUUID();
  readonly releases = new GivenReleases();
  readonly incidents = new HeardIncidents();
  readonly effects: KeptEffects;
  readonly findConversation: FindConversation;
  readonly acceptEvents: AcceptEvents;
  readonly store: PostgresConversationStore;
  /** What leads have opened or closed by hand. */
  switches: QueueSwitches | undefined;
  private readonly pool: pg.Pool;

  constructor(
    url: string,
    options: {
      readonly release: CompiledRelease;
      readonly delivers?: boolean;
      /** Puts something between the door and the store. */
      readonly around?: (store: ConversationStore) => ConversationStore;
    },
  ) {
    this.pool = ordinaryPool(url, 2, 'accepting');
    this.store = new PostgresConversationStore(url, this.replicaId);
    this.effects = new KeptEffects(options.delivers ?? true);
    this.releases.publish(1, options.release);
    const clock = new MonotonicClock();
    const ids = new UuidV7Ids();
    this.findConversation = new FindConversation(new PostgresIdentityDirectory(this.pool), ids);
    const store = options.around?.(this.store) ?? this.store;
    const replicas = new OneReplica(this.replicaId);
    const batch = new ApplyBatch(store, this.releases, this.effects, replicas, this, clock);
    this.acceptEvents = new AcceptEvents(
      this.findConversation,
      batch,
      this.releases,
      this.incidents,
      clock,
    );
  }

  now(): QueueSwitches | undefined {
    return this.switches;
  }

  async close(): Promise<void> {
    await Promise.all([this.pool.end(), this.store.close()]);
  }
}
