import type { Clock } from '#app/ports/clock.ts';
import type { Incidents } from '#app/ports/incidents.ts';
import type { ReleaseLibrary } from '#app/ports/release-library.ts';

import {
  ConversationHeld,
  Overloaded,
  StoreUnavailable,
  UnknownConversation,
} from './accept-errors.ts';
import type { ApplyBatch, BatchResult } from './apply-batch.ts';
import type { Arrival, Receipt } from './arrival.ts';
import { ArrivalLanes, type Lane } from './arrival-lanes.ts';
import type { FindConversation } from './find-conversation.ts';
import type { QueuedArrival } from './queued-arrival.ts';

/** More in a batch were slower on two cores, and so were more batches at once. */
const BATCH_SIZE = 128;
const BATCHES_AT_ONCE = 2;
/** Enough to go without waiting for more while another batch is under way. */
const FLUSH_SIZE = 64;
const LINGER_MS = 2;
const PATIENCE_MS = 10_000;
/** Trouble with the store is told soon: Braze keeps the message and comes again. */
const STORE_PATIENCE_MS = 1000;
const RETRY_MS = 50;
const EXPIRY_CHECK_MS = 250;
/** Beyond it memory, and not time, would be the bound. */
const MAX_WAITING = 20_000;

interface Patience {
  /** How long an arrival may wait for its turn. */
  readonly patienceMs?: number;
}

/**
 * The one door: everything that happens to a conversation enters here (DESIGN, section 1).
 *
 * Owns the queue of arrivals. They are gathered into batches; a conversation that someone else
 * holds is put aside with all that comes for it, and waited for alone.
 */
export class AcceptEvents {
  private readonly lanes = new ArrivalLanes();
  private running = 0;
  private lingering: NodeJS.Timeout | undefined;
  private wanted = false;
  private expiry: NodeJS.Timeout | undefined;

  constructor(
    private readonly findConversation: FindConversation,
    private readonly applyBatch: ApplyBatch,
    private readonly releases: ReleaseLibrary,
    private readonly incidents: Incidents,
    private readonly clock: Clock,
  ) {}

  /** Arrivals that wait for their batch. */
  get waiting(): number {
    return this.lanes.size;
  }

  /** Answers once all of them are committed, each with its receipt; else as `accept`. */
  execute(arrivals: readonly Arrival[], patience: Patience = {}): Promise<readonly Receipt[]> {
    return Promise.all(arrivals.map((arrival) => this.accept(arrival, patience)));
  }

  /**
   * Answers once it is committed. A single promise: they were half of what queueing costs.
   *
   * @throws Overloaded, StoreUnavailable, ConversationHeld, NothingPublished, UnknownConversation
   */
  accept(arrival: Arrival, { patienceMs = PATIENCE_MS }: Patience = {}): Promise<Receipt> {
    if (this.lanes.size >= MAX_WAITING) return Promise.reject(new Overloaded(0));

    const queuedAtMs = this.clock.monotonicMs();
    const deadlineMs = queuedAtMs + patienceMs;
    return new Promise((settle, refuse) => {
      const enqueue = (conversationId: string): void => {
        this.enqueue({ arrival, conversationId, queuedAtMs, deadlineMs, settle, refuse });
      };
      const known = this.whose(arrival);
      if (typeof known === 'string') enqueue(known);
      else known.then(enqueue, refuse);
    });
  }

  private whose({ to }: Arrival): string | Promise<string> {
    if ('conversationId' in to) return to.conversationId;
    return (
      this.findConversation.known(to.identities) ?? this.findConversation.execute(to.identities)
    );
  }

  private enqueue(queued: QueuedArrival): void {
    this.lanes.add(queued);
    this.expiry ??= setInterval(() => {
      this.refuseExpired();
    }, EXPIRY_CHECK_MS).unref();
    this.pump();
  }

  /** Starts a batch where one may start: at once when none runs, else when it is worth it. */
  private pump(): void {
    if (this.running >= BATCHES_AT_ONCE || !this.lanes.hasReady) return;

    if (this.running === 0) this.startSoon();
    else if (this.lanes.size >= FLUSH_SIZE) this.start();
    else {
      this.lingering ??= setTimeout(() => {
        this.lingering = undefined;
        this.start();
      }, LINGER_MS);
    }
  }

  /** After this turn of the event loop, so that what came with it goes along. */
  private startSoon(): void {
    if (this.wanted) return;
    this.wanted = true;
    setImmediate(() => {
      this.wanted = false;
      this.start();
    });
  }

  private start(): void {
    if (this.running >= BATCHES_AT_ONCE || !this.lanes.hasReady) return;
    clearTimeout(this.lingering);
    this.lingering = undefined;

    const lanes = this.lanes.take(BATCH_SIZE);
    this.running += 1;
    void this.run(lanes, false).finally(() => {
      this.running -= 1;
      this.pump();
    });
    this.pump();
  }

  /** Applies lanes until each is applied, put aside or refused; ends their turns. Never rejects. */
  private async run(lanes: readonly Lane[], alone: boolean): Promise<void> {
    const startedAtMs = this.clock.monotonicMs();
    for (;;) {
      try {
        const results = await this.applyBatch.execute(lanes, alone);
        for (const result of results) this.finish(result);
        return;
      } catch (failure) {
        const why = failure instanceof Error ? failure : new Error(String(failure));
        const isPatient = this.clock.monotonicMs() - startedAtMs < STORE_PATIENCE_MS;
        if (why instanceof StoreUnavailable && isPatient) {
          await pause(RETRY_MS);
          continue;
        }
        this.incidents.failed('apply a batch of events', why);
        for (const lane of lanes) this.refuse(lane, why);
        return;
      }
    }
  }

  private finish(result: BatchResult): void {
    for (const turn of result.turns) {
      for (const { queued, receipt } of turn.receipts) queued.settle(receipt);
      for (const { seq, why } of turn.parked) this.incidents.parked(turn.before.id, seq, why);
      this.lanes.giveBack(turn.before.id);
    }
    for (const lane of result.held) void this.waitFor(lane);
    for (const lane of result.unknown) this.lookAgain(lane);
    for (const { lane, into } of result.merged) this.redirect(lane, into);
    void this.postpone(result);
  }

  /** Lanes that did not fit go first when they are ready, after fetching what they lacked. */
  private async postpone({ postponed, missingReleases }: BatchResult): Promise<void> {
    if (postponed.length === 0) return;
    const loads = [...new Set(missingReleases)].map((id) => this.releases.load(id));
    const failed = (await Promise.allSettled(loads)).find(({ status }) => status === 'rejected');
    for (const lane of postponed) {
      if (failed?.status === 'rejected') this.refuse(lane, new StoreUnavailable(failed.reason));
      else this.lanes.giveBack(lane.conversationId, lane.arrivals);
    }
    this.pump();
  }

  /** Waits for one conversation that someone else holds, with its later arrivals behind it. */
  private async waitFor(lane: Lane): Promise<void> {
    const nowMs = this.clock.monotonicMs();
    const waiting = lane.arrivals.filter(({ deadlineMs }) => deadlineMs > nowMs);
    const late = lane.arrivals.filter(({ deadlineMs }) => deadlineMs <= nowMs);
    for (const { refuse } of late) refuse(new ConversationHeld(lane.conversationId));
    if (waiting.length === 0) {
      this.lanes.giveBack(lane.conversationId);
      this.pump();
      return;
    }

    // It was held a moment ago: a wait of 0 would only ask again at once.
    await pause(1);
    await this.run([{ ...lane, arrivals: waiting }], true);
    this.pump();
  }

  private redirect({ conversationId, arrivals }: Lane, into: string): void {
    this.findConversation.forget(conversationId);
    this.lanes.giveBack(conversationId);
    for (const queued of arrivals) this.lanes.add({ ...queued, conversationId: into });
    this.pump();
  }

  /** Gone, as whoever was forgotten: one who writes by a name begins anew, an id leads nowhere. */
  private lookAgain({ conversationId, arrivals }: Lane): void {
    this.findConversation.forget(conversationId);
    this.lanes.giveBack(conversationId);
    for (const queued of arrivals) {
      const { to } = queued.arrival;
      const refuse = (): void => {
        queued.refuse(new UnknownConversation(conversationId));
      };
      if ('conversationId' in to) refuse();
      else {
        this.findConversation.execute(to.identities).then((found) => {
          if (found === conversationId) refuse();
          else this.enqueue({ ...queued, conversationId: found });
        }, queued.refuse);
      }
    }
    this.pump();
  }

  private refuse(lane: Lane, why: Error): void {
    for (const { refuse } of lane.arrivals) refuse(why);
    this.lanes.giveBack(lane.conversationId);
    this.pump();
  }

  private refuseExpired(): void {
    const nowMs = this.clock.monotonicMs();
    for (const { refuse, queuedAtMs } of this.lanes.removeExpired(nowMs)) {
      refuse(new Overloaded(nowMs - queuedAtMs));
    }
    if (this.lanes.size > 0) return;
    clearInterval(this.expiry);
    this.expiry = undefined;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
