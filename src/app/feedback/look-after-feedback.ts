import type { FeedbackStore } from '#app/ports/feedback-store.ts';
import type { FeedbackTally } from '#app/ports/feedback-tally.ts';
import type { Incidents } from '#app/ports/incidents.ts';

/**
 * How long a reply whose outcome nobody knows waits for Currents' word. Currents is minutes late
 * at most while all is well; whoever waits longer than this has asked again by then.
 */
const VERIFY_MS = 10 * 60_000;
const LOOK_EVERY_MS = 15_000;
/** Currents tries again for five days, and what it queued is kept for seven. */
const KEPT_HOURS = 8 * 24;
const SWEEP_EVERY_MS = 10 * 60_000;
/** A short statement each, so that nobody waits for it. */
const AT_ONCE = 5000;

/** Ends what Currents is waited for in vain: replies that are to be verified, and news of nothing. */
export class LookAfterFeedback {
  private looking: NodeJS.Timeout | undefined;
  private sweeping: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: FeedbackStore,
    private readonly tally: FeedbackTally,
    private readonly incidents: Incidents,
  ) {}

  start(): void {
    this.looking = setInterval(() => {
      this.try('hold unverified replies', () => this.holdUnverified());
    }, LOOK_EVERY_MS);
    this.sweeping = setInterval(() => {
      this.try('forget old feedback', () => this.forgetOld());
    }, SWEEP_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.looking);
    clearInterval(this.sweeping);
  }

  async holdUnverified(): Promise<void> {
    const held = await this.store.holdUnverified(VERIFY_MS);
    if (held > 0) this.tally.countFeedback('unverified', held);
  }

  async forgetOld(): Promise<void> {
    let forgotten = AT_ONCE;
    while (forgotten === AT_ONCE) {
      forgotten = await this.store.forgetOlderThan(KEPT_HOURS, AT_ONCE);
    }
  }

  private try(what: string, work: () => Promise<void>): void {
    work().catch((failure: unknown) => {
      this.incidents.failed(what, failure);
    });
  }
}
