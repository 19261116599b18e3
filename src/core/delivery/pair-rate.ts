/**
 * How fast one customer may be written to by one number.
 *
 * A burst is borrowed from the future: after it, one message in `everyMs` until it is paid back.
 *
 * @see https://developers.facebook.com/docs/whatsapp/throughput
 */
export interface PairRate {
  /** Milliseconds a message, in the long run. */
  readonly everyMs: number;
  /** Messages that may leave at once after a pause. */
  readonly burst: number;
}

/** WhatsApp's: one in 6 s sustained, 45 in a burst; more is refused with 131056. */
export const WHATSAPP_PAIR_RATE: PairRate = { everyMs: 6000, burst: 45 };

/** When everything that was sent so far is paid back: all that needs to be known of the past. */
export type PaidUntilMs = number;

/** Milliseconds until the next message may leave; 0 where it may at once. */
export function pairWaitMs(paidUntilMs: PaidUntilMs, nowMs: number, rate: PairRate): number {
  return Math.max(paidUntilMs - (rate.burst - 1) * rate.everyMs - nowMs, 0);
}

/** After a message left. */
export function afterLeaving(paidUntilMs: PaidUntilMs, nowMs: number, rate: PairRate): PaidUntilMs {
  return Math.max(paidUntilMs, nowMs) + rate.everyMs;
}

/** How far back messages still count, milliseconds. */
export function pairHorizonMs(rate: PairRate): number {
  return rate.burst * rate.everyMs;
}

/**
 * The most that can be owed, where all that is known is how many left within the horizon: whatever
 * was owed before it is paid back by now.
 */
export function paidUntilAtWorstMs(
  leftWithinHorizon: number,
  nowMs: number,
  rate: PairRate,
): PaidUntilMs {
  return nowMs + leftWithinHorizon * rate.everyMs;
}
