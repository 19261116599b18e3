/** Braze retries for half an hour as a rule; what took longer was written into another situation. */
const STALE_AFTER_MS = 60 * 60 * 1000;
/** Clocks of servers agree far better than this: one of the two is wrong. */
const SKEWED_BEYOND_MS = 5 * 60 * 1000;
/** 2001 to 5138: what else eleven digits would be is not a time in seconds. */
const EPOCH_SECONDS = /^\s*(\d{9,11})(?:\.\d+)?\s*$/;

export interface RenderedTime {
  /** UTC, ISO 8601. */
  readonly renderedAt: string;
  readonly flag?: 'stale' | 'clock-skew';
}

/**
 * When Braze made the webhook; `undefined` where the text is no time.
 *
 * @param epochSeconds as Liquid's `date: '%s'` prints it
 */
export function renderedTime(epochSeconds: string, now: Date): RenderedTime | undefined {
  const seconds = EPOCH_SECONDS.exec(epochSeconds)?.[1];
  if (seconds === undefined) return undefined;

  const at = new Date(Number(seconds) * 1000);
  const ageMs = now.getTime() - at.getTime();
  const renderedAt = at.toISOString();
  if (ageMs > STALE_AFTER_MS) return { renderedAt, flag: 'stale' };
  if (ageMs < -SKEWED_BEYOND_MS) return { renderedAt, flag: 'clock-skew' };
  return { renderedAt };
}
