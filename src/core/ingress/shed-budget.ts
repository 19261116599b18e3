const WINDOW_S = 60;

/**
 * How many requests may still be refused for overload.
 *
 * Braze halts a host for a minute after 3,000 failures in any moving minute, with everything that
 * goes there. Half of it is ours to use, so that refusals of a second replica or path fit beside.
 *
 * Owns one counter a second; those older than a minute are forgotten.
 *
 * @see https://www.braze.com/docs/user_guide/message_building_by_channel/webhooks/creating_a_webhook/
 */
export class ShedBudget {
  private readonly counts = new Uint32Array(WINDOW_S + 1);
  private total = 0;
  private second = 0;

  constructor(private readonly perMinute = 1500) {}

  /** Whether one more may be refused; if so, it is counted. */
  take(nowMs: number): boolean {
    this.forget(Math.floor(nowMs / 1000));
    if (this.total >= this.perMinute) return false;

    const slot = this.second % this.counts.length;
    this.counts[slot] = (this.counts[slot] ?? 0) + 1;
    this.total += 1;
    return true;
  }

  /** Moves to `second`, which never lies before the last one: a clock set back stands still. */
  private forget(second: number): void {
    const first = Math.max(this.second + 1, second - WINDOW_S);
    for (let at = first; at <= second; at += 1) {
      const slot = at % this.counts.length;
      this.total -= this.counts[slot] ?? 0;
      this.counts[slot] = 0;
    }
    this.second = Math.max(this.second, second);
  }
}
