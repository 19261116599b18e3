import { PRIORITIES, PRIORITY } from '#core/delivery/priority.ts';
import { afterAmbiguity } from '#core/delivery/settlement.ts';

import type { Clock } from '../ports/clock.ts';
import type { DeliveryTally } from '../ports/delivery-tally.ts';
import type { Incidents } from '../ports/incidents.ts';
import type { ReplyKey } from '../ports/leased-reply.ts';
import type { ByPriority, ReplyOutbox, ReplySettlement } from '../ports/reply-outbox.ts';
import type { LapsedReply, StrayReplies } from '../ports/stray-replies.ts';
import type { Timers } from '../ports/timers.ts';
import type { DeliverReplies } from './deliver-replies.ts';
import { restMs } from './rest-ms.ts';
import { tallyFates } from './settlements.ts';
import { Suspects } from './suspects.ts';
import { Turns } from './turns.ts';

const CLAIM_EVERY_MS = 250;
/** Enough that calls of several campaigns are full, few enough to take some 50 ms. */
const CLAIM_LIMIT = 1000;
/** Of what nobody waits for, so much less at a time. */
const PROACTIVE_LIMIT = 250;
const LOOK_EVERY_MS = 500;
const LOST_EVERY_MS = 5000;
/** Far above what a call, taken apart and all, can last: only a fault of ours leaves a row so long. */
const OWN_IN_FLIGHT_LOST_MS = 120_000;
const OWN_LEASED_LOST_MS = 10_000;
/** A dead replica's call may still be under way for the call's timeout; 5 s more for clocks and sockets. */
const AFTER_TIMEOUT_MS = 5000;

export interface SweepWorld {
  readonly outbox: ReplyOutbox;
  readonly strays: StrayReplies;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly tally: DeliveryTally;
  readonly incidents: Incidents;
}

/** Finds the replies that no hint told of: due again, another's who died, or lost from sight here. */
export class SweepReplies {
  private readonly claims: Turns;
  private readonly looks: Turns;
  private readonly losses: Turns;
  private readonly suspects: Suspects;

  constructor(
    private readonly world: SweepWorld,
    private readonly deliver: DeliverReplies,
    private readonly own: { readonly replicaId: string; readonly callTimeoutMs: number },
  ) {
    this.suspects = new Suspects(world.clock);
    this.claims = new Turns(world, 0, () => this.claimOn());
    this.looks = new Turns(world, 0, () =>
      this.repeat(this.looks, LOOK_EVERY_MS, () => this.takeOver()),
    );
    this.losses = new Turns(world, 0, () =>
      this.repeat(this.losses, LOST_EVERY_MS, () => this.findLost()),
    );
  }

  start(): void {
    this.claims.request();
    this.looks.request();
    this.losses.request(LOST_EVERY_MS);
  }

  async stop(): Promise<void> {
    await Promise.all([this.claims.stop(), this.looks.stop(), this.losses.stop()]);
  }

  /** While there is more than one look takes, and room for it, the next follows at once. */
  private async claimOn(): Promise<void> {
    const look = { isFull: false };
    await this.repeat(this.claims, CLAIM_EVERY_MS, async () => {
      look.isFull = await this.claim();
    });
    this.deliver.backlogged(look.isFull);
    if (look.isFull) this.claims.request();
  }

  /** Answers whether there is likely more. */
  private async claim(): Promise<boolean> {
    const limits: ByPriority = [
      Math.min(this.deliver.room(PRIORITY.agent), CLAIM_LIMIT),
      Math.min(this.deliver.room(PRIORITY.answer), CLAIM_LIMIT),
      Math.min(this.deliver.room(PRIORITY.proactive), PROACTIVE_LIMIT),
    ];
    if (Math.max(...limits) === 0) return false;

    const leased = await this.world.outbox.leaseDue(limits);
    this.deliver.offer(leased);
    return PRIORITIES.some((priority) => {
      const limit = limits[priority];
      return limit > 0 && leased.filter((reply) => reply.priority === priority).length >= limit;
    });
  }

  private async takeOver(): Promise<void> {
    const silent = await this.world.strays.silentHolders(this.suspects.suspectAfterMs);
    const dead = this.suspects.convict(silent);
    for (const replicaId of dead) {
      await this.world.strays.giveBackAllOf(replicaId);
      const lapsed = await this.world.strays.lapsed(
        replicaId,
        this.own.callTimeoutMs + AFTER_TIMEOUT_MS,
      );
      await this.settleLapsed(lapsed, replicaId);
    }
  }

  private async findLost(): Promise<void> {
    const { strays, tally } = this.world;
    tally.count('reply', 'expired', await strays.expireOverdue());
    tally.oldestDue('reply', await strays.oldestDueMs());

    const isLost = (reply: ReplyKey): boolean => !this.deliver.knows(reply);
    const leased = (await strays.leasedLongSince(OWN_LEASED_LOST_MS)).filter(isLost);
    if (leased.length > 0) await strays.giveBackLeased(leased);
    const lapsed = await strays.lapsed(this.own.replicaId, OWN_IN_FLIGHT_LOST_MS);
    await this.settleLapsed(lapsed.filter(isLost), this.own.replicaId);
  }

  private async settleLapsed(lapsed: readonly LapsedReply[], heldBy: string): Promise<void> {
    if (lapsed.length === 0) return;
    const settlements: ReplySettlement[] = lapsed.map((reply) => ({
      ...reply,
      ...afterAmbiguity(reply, 'the process that sent it ended before the answer'),
      leasesNext: false,
    }));
    await this.world.outbox.settle(settlements, heldBy);
    tallyFates(
      settlements.map((settlement) => ({ settlement })),
      this.world.tally,
    );
    this.world.tally.count('reply', 'taken-over', lapsed.length);
  }

  private async repeat(turns: Turns, everyMs: number, work: () => Promise<void>): Promise<void> {
    const { clock, incidents } = this.world;
    const startedAtMs = clock.monotonicMs();
    try {
      await work();
    } catch (failure) {
      incidents.failed('sweeping replies', failure);
    }
    turns.request(restMs(everyMs, clock.monotonicMs() - startedAtMs));
  }
}
