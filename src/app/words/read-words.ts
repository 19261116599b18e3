import type { Incidents } from '#app/ports/incidents.ts';
import type { WordIndex } from '#app/ports/word-index.ts';

/** What was said can be found within this. */
const EVERY_MS = 5_000;
/** More than are written meanwhile: what is looked through is looked through once for all of them. */
const AT_ONCE = 20_000;

/** Reads on in what was said, so that people find it by its words; nobody waits for it. */
export class ReadWords {
  private timer: NodeJS.Timeout | undefined;
  private isReading = false;

  constructor(
    private readonly index: WordIndex,
    private readonly incidents: Incidents,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      if (this.isReading) return;
      this.isReading = true;
      this.execute()
        .catch((failure: unknown) => {
          this.incidents.failed('read the words of the log', failure);
        })
        .finally(() => {
          this.isReading = false;
        });
    }, EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Until nothing is left. */
  async execute(): Promise<void> {
    while ((await this.index.readOn(AT_ONCE)) === AT_ONCE);
  }
}
