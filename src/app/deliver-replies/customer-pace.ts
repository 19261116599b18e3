import {
  afterLeaving,
  paidUntilAtWorstMs,
  type PaidUntilMs,
  pairHorizonMs,
  type PairRate,
  pairWaitMs,
} from '#core/delivery/pair-rate.ts';

import type { Clock } from '../ports/clock.ts';
import type { LatelyLeft } from '../ports/past-replies.ts';

/** How fast one customer is written to. */
export interface CustomerPaceSettings {
  /** Milliseconds between the acceptance of a bubble and the start of the next; 0 for none. */
  readonly gapMs: number;
  /** `undefined`: as fast as it comes. */
  readonly pair: PairRate | undefined;
}

interface Past {
  readonly lastMs: number;
  readonly paidUntilMs: PaidUntilMs;
}

/**
 * When each customer was written to last, as far as it still matters.
 *
 * It lives where the lanes live. What another replica may have sent meanwhile is not known here:
 * `knows` says so, and the store is asked before such a lane's first reply leaves.
 */
export class CustomerPace {
  /** How far back a reply still counts, milliseconds; 0 where nothing is paced. */
  readonly horizonMs: number;
  /** In the order of the last reply, the longest ago first. */
  private readonly pasts = new Map<string, Past>();

  constructor(
    private readonly settings: CustomerPaceSettings,
    private readonly clock: Clock,
    /** For how long nobody else has been sending, milliseconds. */
    private readonly aloneForMs: () => number,
  ) {
    const { gapMs, pair } = settings;
    this.horizonMs = Math.max(gapMs, pair === undefined ? 0 : pairHorizonMs(pair));
  }

  /** Whether everything that counts was sent from here. */
  knows(conversationId: string): boolean {
    if (this.horizonMs === 0) return true;
    const aloneForMs = this.aloneForMs();
    return aloneForMs >= this.horizonMs || (aloneForMs > 0 && this.pasts.has(conversationId));
  }

  /** Takes what the store says of conversations; those it does not name were not written to. */
  learn(conversationIds: readonly string[], lately: ReadonlyMap<string, LatelyLeft>): void {
    const nowMs = this.clock.monotonicMs();
    const { pair } = this.settings;
    for (const id of conversationIds) {
      const { count, lastAgoMs } = lately.get(id) ?? { count: 0, lastAgoMs: Infinity };
      const paidUntilMs = pair === undefined ? nowMs : paidUntilAtWorstMs(count, nowMs, pair);
      this.keep(id, { lastMs: nowMs - lastAgoMs, paidUntilMs });
    }
  }

  /** Milliseconds until the next reply may leave. */
  waitMs(conversationId: string): number {
    const past = this.pasts.get(conversationId);
    if (past === undefined) return 0;

    const { gapMs, pair } = this.settings;
    const nowMs = this.clock.monotonicMs();
    const gapWaitMs = past.lastMs + gapMs - nowMs;
    return Math.max(gapWaitMs, pair === undefined ? 0 : pairWaitMs(past.paidUntilMs, nowMs, pair));
  }

  /** Counts a reply that left, or may have left. */
  left(conversationId: string): void {
    if (this.horizonMs === 0) return;
    const nowMs = this.clock.monotonicMs();
    const { pair } = this.settings;
    const before = this.pasts.get(conversationId)?.paidUntilMs ?? nowMs;
    const paidUntilMs = pair === undefined ? nowMs : afterLeaving(before, nowMs, pair);
    this.keep(conversationId, { lastMs: nowMs, paidUntilMs });
    this.forgetOld(nowMs);
  }

  private keep(conversationId: string, past: Past): void {
    this.pasts.delete(conversationId);
    this.pasts.set(conversationId, past);
  }

  private forgetOld(nowMs: number): void {
    for (const [id, { lastMs, paidUntilMs }] of this.pasts) {
      if (Math.max(lastMs + this.horizonMs, paidUntilMs) > nowMs) return;
      this.pasts.delete(id);
    }
  }
}
