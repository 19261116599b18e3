import { type Breaker, CLOSED, mayTry, tried, trying } from '#core/calls/breaker.ts';
import type { CallOutcome } from '#core/calls/call-outcome.ts';
import { isTrouble } from '#core/calls/call-outcome.ts';

import type { TargetRules } from '../ports/call-targets.ts';

/**
 * What may be asked of one target now: so many at a time, so many a second, and nothing while it
 * is in trouble.
 *
 * Owns counts of this process alone: N replicas ask N times as much.
 */
export class TargetGate {
  private underWay = 0;
  private breaker: Breaker = CLOSED;
  private tokens: number;
  private filledAtMs: number;
  /** The target has asked to be left alone until then. */
  private restsUntilMs = Number.NEGATIVE_INFINITY;

  constructor(
    readonly rules: TargetRules,
    nowMs: number,
  ) {
    this.tokens = burstOf(rules);
    this.filledAtMs = nowMs;
  }

  /** How many calls may begin now. */
  room(nowMs: number): number {
    if (nowMs < this.restsUntilMs) return 0;
    this.fill(nowMs);
    return Math.max(0, Math.min(this.rules.concurrency - this.underWay, Math.floor(this.tokens)));
  }

  /** Milliseconds until the next call may begin, where time alone brings it; else `undefined`. */
  waitMs(nowMs: number): number | undefined {
    if (nowMs < this.restsUntilMs) return this.restsUntilMs - nowMs;
    const { perSecond, concurrency } = this.rules;
    if (perSecond === undefined || this.underWay >= concurrency || this.tokens >= 1) {
      return undefined;
    }
    return ((1 - this.tokens) / perSecond) * 1000;
  }

  /** Takes a place; answers whether the target may be asked, or has to be taken for unreachable. */
  begin(nowMs: number): boolean {
    this.underWay += 1;
    this.tokens -= 1;
    const may = mayTry(this.breaker, nowMs);
    if (may) this.breaker = trying(this.breaker);
    return may;
  }

  /** Gives the place back. */
  end(outcome: CallOutcome | 'not-asked', nowMs: number): void {
    this.underWay -= 1;
    if (outcome === 'not-asked') return;
    this.breaker = tried(this.breaker, isTrouble(outcome), nowMs);
    if (outcome.kind === 'unreached' && outcome.retryAfterMs !== undefined) {
      this.restsUntilMs = nowMs + outcome.retryAfterMs;
    }
  }

  private fill(nowMs: number): void {
    const { perSecond } = this.rules;
    if (perSecond === undefined) this.tokens = Infinity;
    else {
      const gained = ((nowMs - this.filledAtMs) / 1000) * perSecond;
      this.tokens = Math.min(this.tokens + gained, burstOf(this.rules));
    }
    this.filledAtMs = nowMs;
  }
}

/** A second's worth may go at once. */
function burstOf({ perSecond }: TargetRules): number {
  return perSecond === undefined ? Infinity : Math.max(1, perSecond);
}
