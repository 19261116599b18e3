import type { Carrier, Reply } from '#core/conversation/effect.ts';

/** What could not leave for so long is no answer any more. */
const STALE_MS = 24 * 3_600_000;

/**
 * The reply as it is to leave: free text whose window is over before it could start goes by the
 * template that its layout names for then.
 *
 * @param atMs when it was said; with its pause, when it may start
 * @param windowEndsAtMs `undefined` where the customer has not written yet
 */
export function leavingAs(reply: Reply, atMs: number, windowEndsAtMs: number | undefined): Reply {
  const { outside, carrier, delayMs } = reply;
  if (outside === undefined || !isFree(carrier) || windowEndsAtMs === undefined) return reply;

  return atMs + delayMs < windowEndsAtMs ? reply : { ...reply, ...outside, carrier: 'template' };
}

/**
 * When it is no longer said, where it has not left by then: with its window, or a day after it was
 * due where it needs none; earlier where its step says so. UTC milliseconds.
 */
export function expiryOf(
  { carrier, delayMs, staleAfterMs }: Pick<Reply, 'carrier' | 'delayMs' | 'staleAfterMs'>,
  atMs: number,
  windowEndsAtMs: number | undefined,
): number | undefined {
  const dueAtMs = atMs + delayMs;
  // What Meta has approved may leave when the window is over, but not days later.
  const endsAtMs = isFree(carrier) ? windowEndsAtMs : dueAtMs + STALE_MS;
  if (staleAfterMs === undefined) return endsAtMs;
  return Math.min(endsAtMs ?? Infinity, dueAtMs + staleAfterMs);
}

function isFree(carrier: Carrier = 'campaign'): boolean {
  return carrier === 'campaign' || carrier === 'messages';
}
