import type { Incidents } from '#app/ports/incidents.ts';

import type { OfferWaiting } from './offer-waiting.ts';
import type { SweepDesk } from './sweep-desk.ts';

/** Somebody may have freed up on another replica. */
const POLL_MS = 1_000;
const SWEEP_MS = 5_000;

/** Goes on without being asked: offers the moment something changed, and looks every second. */
export class GiveOut {
  private isRunning = false;
  private isBusy = false;
  private isWanted = false;
  private timer: NodeJS.Timeout | undefined;
  private sweeping: NodeJS.Timeout | undefined;

  constructor(
    private readonly offers: Pick<OfferWaiting, 'execute' | 'answerAsking'>,
    private readonly sweep: Pick<SweepDesk, 'execute'>,
    private readonly incidents: Incidents,
  ) {}

  start(): void {
    this.isRunning = true;
    this.hint();
    this.sweepSoon();
  }

  stop(): void {
    this.isRunning = false;
    clearTimeout(this.timer);
    clearTimeout(this.sweeping);
  }

  /** Something of what waits, or of who is there, has changed. Answers at once. */
  hint(): void {
    if (!this.isRunning) return;
    if (this.isBusy) this.isWanted = true;
    else void this.round();
  }

  private async round(): Promise<void> {
    clearTimeout(this.timer);
    this.isBusy = true;
    this.isWanted = false;
    await this.look();
    this.isBusy = false;
    this.again();
  }

  private async look(): Promise<void> {
    try {
      await this.offers.answerAsking();
      await this.offers.execute();
    } catch (failure) {
      this.incidents.failed('give out what waits', failure);
    }
  }

  private again(): void {
    if (!this.isRunning) return;
    this.timer = setTimeout(() => void this.round(), this.isWanted ? 0 : POLL_MS);
  }

  private sweepSoon(): void {
    this.sweeping = setTimeout(() => {
      void this.sweep
        .execute()
        .catch((failure: unknown) => {
          this.incidents.failed('sweep the desk', failure);
        })
        .then(() => {
          if (this.isRunning) this.sweepSoon();
        });
    }, SWEEP_MS);
  }
}
