import type { Incidents } from '../ports/incidents.ts';
import type { OldCalls } from '../ports/old-calls.ts';

/** For so long people look back at what was asked and what came of it. */
const CALLS_KEPT_DAYS = 30;
/** What models cost is looked at by the month, and compared with the one before. */
const QUESTIONS_KEPT_DAYS = 90;
const EVERY_MS = 10 * 60_000;
/** A short statement each, so that nobody waits for it. */
const AT_ONCE = 5000;

/** Forgets calls that were settled long ago, and questions to models with them. */
export class ForgetOldCalls {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly calls: OldCalls,
    private readonly incidents: Incidents,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.execute().catch((failure: unknown) => {
        this.incidents.failed('forget old calls', failure);
      });
    }, EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  async execute(): Promise<void> {
    await untilFew(() => this.calls.forgetSettled(CALLS_KEPT_DAYS, AT_ONCE));
    await untilFew(() => this.calls.forgetQuestions(QUESTIONS_KEPT_DAYS, AT_ONCE));
  }
}

async function untilFew(forget: () => Promise<number>): Promise<void> {
  let forgotten = AT_ONCE;
  while (forgotten === AT_ONCE) forgotten = await forget();
}
