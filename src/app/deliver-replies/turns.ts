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
  private callOff: (() => void) | undefined;
  private isWanted = false;
  private isStopped = false;

  constructor(
    private readonly time: { readonly clock: Clock; readonly timers: Timers },
    private readonly gapMs: number,
    /** Handles its own failures. */
    private readonly work: () => Promise<void>,
  ) {}

  /** Asks for a turn, now or as soon as the gap allows; `afterMs` makes it later. */
  request(afterMs = 0): void {
    if (this.isStopped) return;
    this.isWanted = true;
    if (this.running !== undefined || this.callOff !== undefined) return;

    const waitMs = Math.max(this.startedAtMs + this.gapMs - this.time.clock.monotonicMs(), afterMs);
    if (waitMs <= 0) this.start();
    else {
      this.callOff = this.time.timers.after(waitMs, () => {
        this.start();
      });
    }
  }

  /** Starts no further turn; answers once the one that runs has ended. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.callOff?.();
    await this.running;
  }

  private start(): void {
    this.callOff = undefined;
    this.isWanted = false;
    this.startedAtMs = this.time.clock.monotonicMs();
    this.running = this.work().finally(() => {
      this.running = undefined;
      if (this.isWanted) this.request();
    });
  }
}
