import type { RemainingCalls } from './wire-answer.ts';

/** Smaller values of the reset header are seconds to wait, larger ones a moment since 1970. */
const FIRST_EPOCH_SECONDS = 1_000_000;
/** Braze's windows end with the clock hour: whoever says later is not believed. */
const MAX_WAIT_MS = 3_600_000;

/**
 * Milliseconds until Braze takes calls again; `undefined` where its headers do not say.
 *
 * `x-ratelimit-reset` is a moment on most endpoints and a number of seconds on `/users/track`
 * of some contracts, which send `x-ratelimit-retry-after` instead or besides.
 *
 * @param nowMs UTC milliseconds since 1970
 * @see https://www.braze.com/docs/api/api_limits/
 */
export function resetInMs(
  headers: { readonly reset?: string | undefined; readonly retryAfter?: string | undefined },
  nowMs: number,
): number | undefined {
  const seconds = numberOf(headers.retryAfter) ?? numberOf(headers.reset);
  if (seconds === undefined) return undefined;

  const waitMs = seconds < FIRST_EPOCH_SECONDS ? seconds * 1000 : seconds * 1000 - nowMs;
  return Math.min(Math.max(waitMs, 0), MAX_WAIT_MS);
}

/**
 * What is left of a limit, where Braze's headers say so and say until when: without an end it
 * could not be told when it is over.
 *
 * @param resumeInMs what `resetInMs` made of the same headers
 */
export function remainingOf(
  headers: { readonly remaining?: string | undefined; readonly limit?: string | undefined },
  resumeInMs: number | undefined,
): RemainingCalls | undefined {
  const remaining = numberOf(headers.remaining);
  if (remaining === undefined || resumeInMs === undefined) return undefined;
  return { remaining, limit: numberOf(headers.limit), resetInMs: resumeInMs };
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,12}(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}
