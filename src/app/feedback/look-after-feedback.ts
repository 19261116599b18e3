import type { FeedbackStore } from '#app/ports/feedback-store.ts';
import type { FeedbackTally } from '#app/ports/feedback-tally.ts';
import type { Incidents } from '#app/ports/incidents.ts';

import { untilFew } from '../housekeeping/until-few.ts';
import type { TellFailures } from './tell-failures.ts';

/**
 * How long a reply whose outcome nobody knows waits for Currents' word. Currents is minutes late
 * at most while all is well; whoever waits longer than this has asked again by then.
 */
const VERIFY_MS = 10 * 60_000;
const LOOK_EVERY_MS = 15_000;
/** Currents tries again for five days, and what it queued is kept for seven. */
const KEPT_HOURS = 8 * 24;
const SWEEP_EVERY_MS = 10 * 60_000;
const TELL_EVERY_MS = 5_000;
/** They take their turn among what customers write; what is left comes with the next look. */
const TOLD_AT_ONCE = 200;

/** Tells of replies that never left, and ends what Currents is waited for in vain. */
export class LookAfterFeedback {
  private looking: NodeJS.Timeout | undefined;
  private sweeping: NodeJS.Timeout | undefined;
  private telling: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: FeedbackStore,
    private readonly failures: TellFailures,
    private readonly tally: FeedbackTally,
    private readonly incidents: Incidents,
  ) {}

  start(): void {
    this.looking = setInterval(() => {
      this.try('hold unverified replies', () => this.holdUnverified());
    }, LOOK_EVERY_MS);
    this.telling = setInterval(() => {
      this.try('tell of replies that never left', () => this.tellUnsent());
    }, TELL_EVERY_MS);
    this.sweeping = setInterval(() => {
      this.try('forget old feedback', () => this.forgetOld());
    }, SWEEP_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.telling);
    clearInterval(this.looking);
    clearInterval(this.sweeping);
  }

  async holdUnverified(): Promise<void> {
    const held = await this.store.holdUnverified(VERIFY_MS);
    if (held > 0) this.tally.countFeedback('unverified', held);
  }

  /** Told before it is written down: a crash between the two tells it again, and that is a duplicate. */
  async tellUnsent(): Promise<void> {
    const unsent = await this.store.untoldUnsent(TOLD_AT_ONCE);
    await this.failures.unsent(unsent);
    await this.store.recordUnsent(unsent);
  }

  forgetOld(): Promise<void> {
    return untilFew((atOnce) => this.store.forgetOlderThan(KEPT_HOURS, atOnce));
  }

  private try(what: string, work: () => Promise<void>): void {
    work().catch((failure: unknown) => {
      this.incidents.failed(what, failure);
    });
  }
}
