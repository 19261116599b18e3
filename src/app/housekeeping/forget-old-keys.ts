import type { DedupeKeys } from '#app/ports/dedupe-keys.ts';
import type { Incidents } from '#app/ports/incidents.ts';

/**
 * Braze repeats a webhook for 24 hours at most; three times that is kept.
 *
 * @see https://www.braze.com/docs/user_guide/message_building_by_channel/webhooks/creating_a_webhook/
 */
const KEPT_HOURS = 72;
const EVERY_MS = 10 * 60_000;
/** A short statement each, so that nobody waits for it. */
const AT_ONCE = 5000;

/** Forgets keys that no duplicate will come with any more. */
export class ForgetOldKeys {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly keys: DedupeKeys,
    private readonly incidents: Incidents,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.execute().catch((failure: unknown) => {
        this.incidents.failed('forget old keys', failure);
      });
    }, EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  async execute(): Promise<void> {
    let forgotten = AT_ONCE;
    while (forgotten === AT_ONCE) {
      forgotten = await this.keys.forgetOlderThan(KEPT_HOURS, AT_ONCE);
    }
  }
}
