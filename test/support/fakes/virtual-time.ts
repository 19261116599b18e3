import { Clock } from '#app/ports/clock.ts';
import { Timers } from '#app/ports/timers.ts';

/** Time that passes only when a test lets it. */
export class VirtualTime extends Clock {
  readonly timers: Timers;
  private nowMs = 0;
  private readonly due = new Set<{ readonly atMs: number; readonly work: () => void }>();

  constructor() {
    super();
    const after = (delayMs: number, work: () => void): (() => void) => {
      const entry = { atMs: this.nowMs + delayMs, work };
      this.due.add(entry);
      return () => this.due.delete(entry);
    };
    this.timers = new (class extends Timers {
      override after(delayMs: number, work: () => void): () => void {
        return after(delayMs, work);
      }
    })();
  }

  override monotonicMs(): number {
    return this.nowMs;
  }

  /** Answers after so much of this time. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.timers.after(ms, resolve);
    });
  }

  /** Lets time pass, moment by moment, until `isOver` or an hour is gone, or so many of them. */
  async passUntil(isOver: () => boolean, hours = 1): Promise<void> {
    while (!isOver() && this.nowMs < hours * 3_600_000) {
      // Whatever follows from this moment without a wait happens in it.
      await new Promise((resolve) => setImmediate(resolve));
      const next = [...this.due].sort((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined) continue;
      this.due.delete(next);
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.work();
    }
  }
}
