import { batchesOf, ripeOf } from '#core/delivery/batches.ts';
import { PRIORITY, type Priority } from '#core/delivery/priority.ts';

import type { LeasedReply } from '../ports/leased-reply.ts';
import { CustomerPace } from './customer-pace.ts';
import type { DeliveryWorld, ReplyPace } from './delivery-world.ts';
import { Departures } from './departures.ts';
import type { Endpoint } from './endpoint.ts';
import { Lanes } from './lanes.ts';
import { Returns } from './returns.ts';
import { type Fate, SendCampaign } from './send-campaign.ts';
import { settlementsOf, tallyFates } from './settlements.ts';
import { Turns } from './turns.ts';

/** What is ready within it leaves together; the first after a pause leaves at once. */
const MARK_GAP_MS = 5;
const SETTLE_GAP_MS = 10;
const CLAIM_GAP_MS = 5;
const RECALL_GAP_MS = 5;
/** How soon the store is asked again after it failed. */
const STORE_RETRY_MS = 250;
/** Longer than a call may last. */
const DRAIN_PATIENCE_MS = 15_000;
/** About 40 MB of replies; what is beyond waits in the store. */
const MAX_HELD = 20_000;
/** What nobody may send for so long waits in the store, where everybody can see how it stands. */
const HOLD_CLOSED_MS = 10_000;
/** Some full calls more than are under way at a time. */
const BUSY = 2000;

const NO_PACE: Pick<ReplyPace, 'gapMs' | 'pair' | 'perReply' | 'aloneForMs'> = {
  gapMs: 0,
  pair: undefined,
  perReply: [],
  aloneForMs: () => 0,
};

/**
 * Sends the replies that this replica has leased.
 *
 * Owns the lanes in memory. What is on the wire was marked so first, in one statement for all
 * that leave together; what became of it is settled in one statement for all that came back
 * together. Lane by lane one reply at a time (I4); after an unknown outcome at most once more (I5).
 */
export class DeliverReplies {
  private readonly lanes: Lanes;
  private readonly customers: CustomerPace;
  private readonly departures: Departures;
  private readonly sendCampaign: SendCampaign;
  private readonly marking: Turns;
  private readonly settling: Turns;
  private readonly claiming: Turns;
  private readonly recalling: Turns;
  private readonly returns: Returns;

  private fates: Fate[] = [];
  private readonly toClaim = new Set<string>();
  /** Lanes in which something new waits in the store, seen since their last settle began. */
  private readonly hinted = new Set<string>();
  private isDraining = false;
  /** Whether the last look into the store found more than it could take. */
  private isBacklogged = false;

  constructor(
    private readonly world: DeliveryWorld,
    private readonly endpoint: Endpoint,
    private readonly pace?: ReplyPace,
  ) {
    const { gapMs, pair, perReply, aloneForMs } = pace ?? NO_PACE;
    this.customers = new CustomerPace({ gapMs, pair }, world.clock, aloneForMs);
    this.departures = new Departures(endpoint, perReply);
    this.lanes = new Lanes(world.timers, this.customers, () => {
      this.marking.request();
    });
    for (const share of perReply) {
      share.onChange = () => {
        this.look();
      };
    }
    this.sendCampaign = new SendCampaign(world.braze, endpoint);
    this.marking = new Turns(world, MARK_GAP_MS, () => this.mark());
    this.settling = new Turns(world, SETTLE_GAP_MS, () => this.settle());
    this.claiming = new Turns(world, CLAIM_GAP_MS, () => this.claim());
    this.recalling = new Turns(world, RECALL_GAP_MS, () => this.recall());
    this.returns = new Returns(world);
  }

  /** How many replies are in memory. */
  get held(): number {
    return this.lanes.size;
  }

  /** Whether it makes sense to lease more: there is room, and Braze takes calls. */
  get takesMore(): boolean {
    return this.room(PRIORITY.answer) > 0;
  }

  /** How many of a priority it makes sense to lease: half of the room is kept for agents. */
  room(priority: Priority): number {
    if (this.isDraining || !this.departures.areOpen || priority > this.endpoint.lastPriority) {
      return 0;
    }
    const most = priority === PRIORITY.agent ? MAX_HELD : MAX_HELD / 2;
    return Math.max(most - this.lanes.size, 0);
  }

  /** Whether so much is ready to leave that whatever can wait should. */
  get isBusy(): boolean {
    return this.isBacklogged || this.lanes.readyCount > BUSY;
  }

  /** Looks again at what may leave: something that holds it back has changed. */
  look(): void {
    this.marking.request();
  }

  /**
   * Says whether more waits in the store than was just offered: then what is offered travels in
   * full calls, for the rest of a call is on its way.
   */
  backlogged(isBacklogged: boolean): void {
    if (this.isBacklogged && !isBacklogged) this.marking.request();
    this.isBacklogged = isBacklogged;
  }

  knows(reply: { conversationId: string; seq: number; idx: number }): boolean {
    return this.lanes.knows(reply);
  }

  /** Takes replies leased to this replica, in lane order; what finds no room goes back. */
  offer(replies: readonly LeasedReply[]): void {
    this.take(replies, false);
  }

  /** Says that new replies of these conversations wait in the store. */
  hint(conversationIds: readonly string[]): void {
    for (const id of conversationIds) (this.lanes.holds(id) ? this.hinted : this.toClaim).add(id);
    if (this.toClaim.size > 0) this.claiming.request();
  }

  /**
   * Starts nothing new, finishes what is on the wire, settles it, and gives the rest back.
   *
   * While the store is out of reach this waits, 15 s at most: others take over what is left then.
   */
  async drain(): Promise<void> {
    this.isDraining = true;
    await Promise.all([this.marking.stop(), this.claiming.stop()]);
    await this.until(() => this.endpoint.callsInFlight === 0 && this.fates.length === 0);
    await this.settling.stop();
    this.return(this.lanes.conversations().flatMap((id) => this.lanes.giveUp(id)));
    await this.until(() => this.returns.isDone);
    await Promise.all([this.returns.stop(), this.recalling.stop()]);
  }

  private take(replies: readonly LeasedReply[], goOn: boolean): void {
    if (replies.length === 0) return;
    if (this.isDraining || this.lanes.size + replies.length > MAX_HELD) {
      this.return(replies);
      return;
    }
    this.lanes.add(replies, goOn);
    if (this.lanes.strangers.length > 0) this.recalling.request();
    this.marking.request();
  }

  private async mark(): Promise<void> {
    const allowed = this.departures.allowed(this.lanes.readyCount);
    const ready = batchesOf(this.lanes.ready(allowed.lastPriority), allowed);
    const ripe = this.isBacklogged ? ripeOf(ready) : ready;
    // With nothing under way nobody would ask again: then they leave as they are.
    const batches = ripe.length > 0 || this.endpoint.callsInFlight > 0 ? ripe : ready;
    const replies = batches.flat();
    if (replies.length === 0) {
      this.waitForTheGate();
      return;
    }
    this.lanes.begin(replies);
    try {
      const going = await this.world.outbox.markInFlight(replies);
      const goes = new Set(replies.filter((_, place) => going.has(place)));
      this.departures.spend(goes.size);
      for (const batch of batches) void this.send(batch.filter((reply) => goes.has(reply)));
      await this.dealWithRefused(replies.filter((reply) => !goes.has(reply)));
    } catch (failure) {
      // Marked or not, none of them was sent by this process: that is what giving back undoes.
      this.world.incidents.failed('marking replies', failure);
      this.giveUpLanes(replies);
    }
    if (this.lanes.hasReady(this.endpoint.lastPriority)) this.marking.request();
  }

  /**
   * A closed gate opens by time alone; a full one asks for a turn when a call ends. What would
   * wait here for long waits in the store instead: there it can expire, and say so.
   */
  private waitForTheGate(): void {
    const { arePaused, waitMs } = this.departures;
    if (arePaused || this.endpoint.closedForMs > HOLD_CLOSED_MS) {
      this.return(this.lanes.resting().flatMap((id) => this.lanes.giveUp(id)));
    } else if (this.lanes.readyCount > 0 && waitMs > 0) this.marking.request(waitMs);
  }

  /** Finds out when those were written to last whom another replica may have written to. */
  private async recall(): Promise<void> {
    const ids = this.lanes.strangers;
    if (ids.length === 0 || this.pace === undefined) return;
    try {
      this.customers.learn(ids, await this.pace.past.lately(ids, this.customers.horizonMs));
      this.lanes.acquaint(ids);
      this.marking.request();
    } catch (failure) {
      this.world.incidents.failed('look up when customers were written to last', failure);
      this.recalling.request(STORE_RETRY_MS);
    }
  }

  private async send(replies: readonly LeasedReply[]): Promise<void> {
    if (replies.length === 0) return;
    const fates = await this.endpoint.during(() => this.sendCampaign.execute(replies));
    this.fates.push(...fates);
    this.settling.request();
    this.marking.request();
  }

  private async settle(): Promise<void> {
    const fates = [...this.fates];
    if (fates.length === 0) return;
    for (const { reply } of fates) this.hinted.delete(reply.conversationId);
    try {
      const wantsNext = (id: string): boolean => this.lanes.endsAtHead(id) && !this.isDraining;
      const next = await this.world.outbox.settle(settlementsOf(fates, wantsNext));
      this.fates = this.fates.slice(fates.length);
      for (const fate of fates) this.moveLaneOn(fate);
      this.take(next, true);
      tallyFates(fates, this.world.tally);
    } catch (failure) {
      this.world.incidents.failed('settling replies', failure);
      this.settling.request(STORE_RETRY_MS);
      return;
    }
    if (this.fates.length > 0) this.settling.request();
    if (this.toClaim.size > 0) this.claiming.request();
    this.marking.request();
  }

  private moveLaneOn({ reply, settlement }: Fate): void {
    const { conversationId } = reply;
    if (settlement.state === 'sent' || settlement.isAmbiguous) this.customers.left(conversationId);
    if (settlement.state !== 'pending') {
      this.finish(conversationId);
      return;
    }
    // The head waits in the store now, for anybody: the rest must wait behind it there.
    const [, ...rest] = this.lanes.giveUp(conversationId);
    this.return(rest);
  }

  private finish(conversationId: string): void {
    const goesOn = this.lanes.finish(conversationId);
    if (!goesOn && this.hinted.delete(conversationId)) this.toClaim.add(conversationId);
  }

  private async dealWithRefused(replies: readonly LeasedReply[]): Promise<void> {
    if (replies.length === 0) return;
    const refusals = await this.world.outbox.resolveRefused(replies);
    replies.forEach((reply, place) => {
      const refusal = refusals[place] ?? 'lost';
      if (refusal === 'pending') {
        const [, ...rest] = this.lanes.giveUp(reply.conversationId);
        this.return(rest);
        return;
      }
      this.finish(reply.conversationId);
      if (!this.lanes.holds(reply.conversationId)) this.toClaim.add(reply.conversationId);
      if (refusal !== 'lost') this.world.tally.count('reply', refusal, 1);
    });
    if (this.toClaim.size > 0) this.claiming.request();
  }

  private async claim(): Promise<void> {
    if (!this.takesMore || this.toClaim.size === 0) {
      // The sweep finds them once there is room again.
      this.toClaim.clear();
      return;
    }
    const ids = [...this.toClaim];
    this.toClaim.clear();
    try {
      this.offer(await this.world.outbox.leaseHeads(ids));
    } catch (failure) {
      this.world.incidents.failed('leasing replies', failure);
    }
  }

  private giveUpLanes(heads: readonly LeasedReply[]): void {
    this.return(heads.flatMap(({ conversationId }) => this.lanes.giveUp(conversationId)));
  }

  private return(replies: readonly LeasedReply[]): void {
    this.returns.add(replies);
  }

  private async until(isDone: () => boolean): Promise<void> {
    const untilMs = this.world.clock.monotonicMs() + DRAIN_PATIENCE_MS;
    while (!isDone() && this.world.clock.monotonicMs() < untilMs) {
      await new Promise<void>((resolve) => {
        this.world.timers.after(MARK_GAP_MS, resolve);
      });
    }
  }
}
