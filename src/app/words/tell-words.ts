import type { EventRow } from '#app/ports/conversation-store.ts';
import type { Incidents } from '#app/ports/incidents.ts';
import type { WordIndex } from '#app/ports/word-index.ts';
import { type SaidLine, saidLinesIn } from '#core/words/said-line.ts';

/** What was said can be found within this. */
const WITHIN_MS = 1_000;
/** Beyond it nothing is kept: what nobody told is found in the log. */
const KEPT_MOST = 10_000;

/** Adds what this process has written down to the index of words; no customer waits for it. */
export class TellWords {
  private waiting: SaidLine[] = [];
  private timer: NodeJS.Timeout | undefined;
  private adding = Promise.resolve();

  constructor(
    private readonly index: WordIndex,
    private readonly incidents: Incidents,
  ) {}

  /** Of lines that were committed. */
  told(log: readonly EventRow[]): void {
    const said = saidLinesIn(log);
    if (said.length === 0 || this.waiting.length + said.length > KEPT_MOST) return;
    this.waiting.push(...said);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.flush();
    }, WITHIN_MS);
  }

  /** Until all that was told is in the index, or was refused. */
  async flush(): Promise<void> {
    this.adding = this.adding.then(() => this.add());
    await this.adding;
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    await this.flush();
  }

  private async add(): Promise<void> {
    const told = this.waiting;
    this.waiting = [];
    try {
      await this.index.add(told);
    } catch (failure) {
      this.incidents.failed('add words to the index', failure);
    }
  }
}
