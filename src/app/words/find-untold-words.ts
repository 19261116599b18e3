import type { Incidents } from '#app/ports/incidents.ts';
import type { WordIndex } from '#app/ports/word-index.ts';

import { untilFew } from '../housekeeping/until-few.ts';

const EVERY_MS = 5_000;
/**
 * A commit comes later than the times that it writes, by some ten seconds where a process stalled
 * within it; and whoever committed is given time to tell of it.
 */
const BEHIND_MS = 60_000;

/** Looks on in the log for words that nobody told of, because their process died first. */
export class FindUntoldWords {
  private timer: NodeJS.Timeout | undefined;
  private isLooking = false;

  constructor(
    private readonly index: WordIndex,
    private readonly incidents: Incidents,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      if (this.isLooking) return;
      this.isLooking = true;
      this.execute()
        .catch((failure: unknown) => {
          this.incidents.failed('look for words that nobody told of', failure);
        })
        .finally(() => {
          this.isLooking = false;
        });
    }, EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Until nothing is left. */
  async execute(): Promise<void> {
    await untilFew((atOnce) => this.index.addUntold(atOnce, BEHIND_MS));
  }
}
