import type { Clock } from '../ports/clock.ts';
import type { Timers } from '../ports/timers.ts';

/**
 * Runs work one turn at a time, its starts at least a gap apart, for as long as it is asked for.
 *
 * Asked for while idle it starts at once; asked for often, what came meanwhile goes together:
 * batches form under load and cost an idle process nothing.
 */
export class Turns {
  private startedAtMs = Number.NEGATIVE_INFINITY;
  private running: Promise<void> | undefined;
  /** When the next turn is wanted, the earliest of all requests. */
  private wantedAtMs: number | undefined;
  private callOff: (() => void) | undefined;
  private isStopped = false;

  constructor(
    private readonly time: { readonly clock: Clock; readonly timers: Timers },
    private readonly gapMs: number,
    /** Handles its own failures. */
    private readonly work: () => Promise<void>,
  ) {}

  /** Asks for a turn as soon as the gap allows, or after this many milliseconds. */
  request(afterMs = 0): void {
    const atMs = this.time.clock.monotonicMs() + afterMs;
    if (this.isStopped || atMs >= (this.wantedAtMs ?? Infinity)) return;
    this.wantedAtMs = atMs;
    if (this.running === undefined) this.schedule(atMs);
  }

  /** Starts no further turn; answers once the one that runs has ended. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.callOff?.();
    await this.running;
  }

  private schedule(wantedAtMs: number): void {
    this.callOff?.();
    const atMs = Math.max(wantedAtMs, this.startedAtMs + this.gapMs);
    const waitMs = atMs - this.time.clock.monotonicMs();
    if (waitMs <= 0) this.start();
    else {
      this.callOff = this.time.timers.after(waitMs, () => {
        this.start();
      });
    }
  }

  private start(): void {
    this.callOff = undefined;
    this.wantedAtMs = undefined;
    this.startedAtMs = this.time.clock.monotonicMs();
    // Within a promise from its first line on, so that what it asks for comes after it.
    this.running = Promise.resolve()
      .then(this.work)
      .finally(() => {
        this.running = undefined;
        if (this.wantedAtMs !== undefined && !this.isStopped) this.schedule(this.wantedAtMs);
      });
  }
}
