import { trackPlansOf } from '#core/delivery/track-plan.ts';
import { writeBackSettlementOf } from '#core/delivery/write-back-settlement.ts';

import type { Endpoint } from '../deliver-replies/endpoint.ts';
import { Suspects } from '../deliver-replies/suspects.ts';
import { Turns } from '../deliver-replies/turns.ts';
import type { BrazeProfiles } from '../ports/braze-profiles.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeliveryTally } from '../ports/delivery-tally.ts';
import type { Incidents } from '../ports/incidents.ts';
import type { Timers } from '../ports/timers.ts';
import type {
  ClaimedWriteBack,
  SettledWriteBack,
  WriteBackOutbox,
} from '../ports/write-back-outbox.ts';
import { type Tracked, TrackProfiles } from './track-profiles.ts';

/** What is written within it goes as one: nobody waits for a profile. */
const LINGER_MS = 150;
const POLL_MS = 1000;
const STORE_RETRY_MS = 500;
const CONVERSATIONS_AT_ONCE = 100;
const TAKE_OVER_EVERY_MS = 1000;
const AFTER_TIMEOUT_MS = 5000;
const OWN_LOST_MS = 120_000;

export interface WriteBackWorld {
  readonly outbox: WriteBackOutbox;
  readonly braze: BrazeProfiles;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly tally: DeliveryTally;
  readonly incidents: Incidents;
}

/**
 * Writes attributes and events to customers' profiles, coalesced, in each conversation's order.
 *
 * It has connections and limits of its own, so that no reply ever waits for it.
 */
export class WriteBack {
  private readonly trackProfiles: TrackProfiles;
  private readonly writing: Turns;
  private readonly takingOver: Turns;
  private readonly suspects: Suspects;
  /** What came back and could not be settled yet. */
  private unsettled: readonly SettledWriteBack[] = [];

  constructor(
    private readonly world: WriteBackWorld,
    private readonly endpoint: Endpoint,
    private readonly own: { readonly replicaId: string; readonly callTimeoutMs: number },
    /** Whether replies have all hands full: then profiles wait, and still get a turn a second. */
    private readonly yields: () => boolean = () => false,
  ) {
    this.trackProfiles = new TrackProfiles(world.braze, endpoint);
    this.writing = new Turns(world, 0, () => this.write());
    this.takingOver = new Turns(world, 0, () => this.takeOver());
    this.suspects = new Suspects(world.clock);
  }

  start(): void {
    this.writing.request();
    this.takingOver.request(TAKE_OVER_EVERY_MS);
  }

  /** Says that there is something new. */
  hint(): void {
    this.writing.request(this.yields() ? POLL_MS : LINGER_MS);
  }

  /** Claims nothing new and finishes what is on the wire. */
  async stop(): Promise<void> {
    await Promise.all([this.writing.stop(), this.takingOver.stop()]);
  }

  private async write(): Promise<void> {
    try {
      await this.settle([]);
      const isFull = await this.writeOnce();
      this.writing.request(isFull && !this.yields() ? 0 : POLL_MS);
    } catch (failure) {
      this.world.incidents.failed('writing profiles', failure);
      this.writing.request(STORE_RETRY_MS);
    }
  }

  /** Answers whether there is likely more. */
  private async writeOnce(): Promise<boolean> {
    const { calls, recipientsPerCall } = this.endpoint.allowed();
    if (calls === 0) return false;

    const limit = recipientsPerCall === 1 ? 1 : CONVERSATIONS_AT_ONCE;
    const rows = await this.world.outbox.claim(limit);
    const tracked = await Promise.all(
      trackPlansOf(rows).map((plan) =>
        this.endpoint.during(() => this.trackProfiles.execute(plan)),
      ),
    );
    await this.settle(tracked.flatMap(settledOf));
    return rows.length >= limit;
  }

  private async settle(settled: readonly SettledWriteBack[], heldBy?: string): Promise<void> {
    if (heldBy === undefined) {
      this.unsettled = [...this.unsettled, ...settled];
      if (this.unsettled.length === 0) return;
      await this.world.outbox.settle(this.unsettled);
      this.count(this.unsettled);
      this.unsettled = [];
      return;
    }
    await this.world.outbox.settle(settled, heldBy);
    this.count(settled);
  }

  private count(settled: readonly SettledWriteBack[]): void {
    for (const { state } of settled) {
      this.world.tally.count('write-back', state === 'pending' ? 'retried' : state, 1);
    }
  }

  private async takeOver(): Promise<void> {
    const { outbox, tally, incidents } = this.world;
    try {
      const silent = await outbox.silentHolders(this.suspects.suspectAfterMs);
      for (const replicaId of this.suspects.convict(silent)) {
        await this.settleLapsed(replicaId, this.own.callTimeoutMs + AFTER_TIMEOUT_MS);
      }
      await this.settleLapsed(this.own.replicaId, OWN_LOST_MS);
      tally.oldestDue('write-back', await outbox.oldestDueMs());
    } catch (failure) {
      incidents.failed('taking write-backs over', failure);
    }
    this.takingOver.request(TAKE_OVER_EVERY_MS);
  }

  private async settleLapsed(replicaId: string, olderThanMs: number): Promise<void> {
    const lapsed = await this.world.outbox.lapsed(replicaId, olderThanMs);
    if (lapsed.length === 0) return;
    const reason = 'the process that sent it ended before the answer';
    const unknown = new Map(lapsed.map((row) => [row, { kind: 'ambiguous', reason } as const]));
    await this.settle(settledOf(unknown), replicaId);
  }
}

function settledOf(tracked: Tracked): readonly SettledWriteBack[] {
  return [...tracked].map(([row, outcome]) => ({
    ...keyOf(row),
    ...writeBackSettlementOf(row, outcome),
  }));
}

function keyOf({
  conversationId,
  seq,
  idx,
  attempt,
}: ClaimedWriteBack): Pick<SettledWriteBack, 'conversationId' | 'seq' | 'idx' | 'attempt'> {
  return { conversationId, seq, idx, attempt };
}
