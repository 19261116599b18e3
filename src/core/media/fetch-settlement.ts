const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * A day and a half in all; Braze's address leads somewhere for seven days, and whoever looks may
 * ask for another attempt until then.
 */
const DELAYS_MS = [
  ...[2 * SECOND_MS, 15 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS],
  ...[2 * HOUR_MS, 8 * HOUR_MS, 24 * HOUR_MS],
] as const;

/** Why there is no file. */
export interface NotFetched {
  /** `refused`: it would fail again. */
  readonly kind: 'failed' | 'refused';
  /** For people who look; without the address, which opens the file to anybody. */
  readonly reason: string;
}

/** What is written down of it. */
export interface FetchSettlement {
  readonly state: 'pending' | 'failed';
  /** Milliseconds until the next attempt. */
  readonly delayMs: number;
  readonly reason: string;
}

/** What follows from an attempt. @param attempt how many there were, this one included */
export function fetchSettlement({ kind, reason }: NotFetched, attempt: number): FetchSettlement {
  const delayMs = DELAYS_MS[attempt - 1];
  if (kind === 'refused' || delayMs === undefined) return { state: 'failed', delayMs: 0, reason };
  return { state: 'pending', delayMs, reason };
}
