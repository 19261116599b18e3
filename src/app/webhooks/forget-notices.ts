import type { Incidents } from '#app/ports/incidents.ts';
import type { WebhookOutbox } from '#app/ports/webhook-outbox.ts';

/** What was given up can be tried anew for so long. */
const KEPT_DAYS = 30;
const EVERY_MS = 10 * 60_000;
const AT_ONCE = 5_000;

/** Forgets notices that were sent or given up long ago. */
export class ForgetNotices {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly outbox: Pick<WebhookOutbox, 'forgetSettled'>,
    private readonly incidents: Incidents,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.execute().catch((failure: unknown) => {
        this.incidents.failed('forget old notices', failure);
      });
    }, EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  async execute(): Promise<void> {
    let forgotten = AT_ONCE;
    while (forgotten === AT_ONCE) {
      forgotten = await this.outbox.forgetSettled(KEPT_DAYS, AT_ONCE);
    }
  }
}
