import { BRAZE_LIMITS, type RestLimits } from '../sandbox-options.ts';

/** What a call leaves of its budget, as Braze's headers say it. */
export interface BudgetState {
  readonly isSpent: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** UTC epoch seconds. */
  readonly reset: number;
}

/** Calls counted in fixed windows that begin on the clock, not with the first call. */
export class FixedWindow {
  private windowStartMs = 0;
  private spent = 0;

  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
  ) {}

  spend(nowMs: number): BudgetState {
    const startMs = nowMs - (nowMs % this.windowMs);
    if (startMs !== this.windowStartMs) {
      this.windowStartMs = startMs;
      this.spent = 0;
    }
    const isSpent = this.spent >= this.limit;
    if (!isSpent) this.spent += 1;
    return this.state(isSpent);
  }

  /** As if all were spent, until the window ends. */
  state(isSpent: boolean): BudgetState {
    return {
      isSpent,
      limit: this.limit,
      remaining: isSpent ? 0 : this.limit - this.spent,
      reset: Math.ceil((this.windowStartMs + this.windowMs) / 1_000),
    };
  }

  clear(): void {
    this.spent = 0;
  }
}

/** The workspace's rate limits. */
export class Budgets {
  readonly sends: FixedWindow;
  readonly tracks: FixedWindow;
  readonly exports: FixedWindow;

  constructor(given: Partial<RestLimits>) {
    const limits = { ...BRAZE_LIMITS, ...given };
    this.sends = new FixedWindow(limits.sendsPerHour, 3_600_000);
    this.tracks = new FixedWindow(limits.tracksPer3Seconds, 3_000);
    this.exports = new FixedWindow(limits.exportsPerMinute, 60_000);
  }

  clear(): void {
    for (const window of [this.sends, this.tracks, this.exports]) window.clear();
  }
}
