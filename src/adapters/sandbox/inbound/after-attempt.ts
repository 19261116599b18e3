import type { WebhookAnswer } from './deliver.ts';

/** What Braze does after an attempt: stop, either way, or wait and try again. */
export type AfterAttempt =
  | { readonly then: 'forwarded' }
  | { readonly then: 'lost'; readonly reason: string }
  | { readonly then: 'retry'; readonly inMs: number; readonly reason: string };

/** `Retry-After` may stretch a pause this far; a sandbox must not look stuck. */
const LONGEST_WAIT_MS = 10_000;

/**
 * Braze's retry habits: 20x is delivered; 408, 429 and 5xx are retried with growing pauses, and so
 * is silence; any other answer loses the message for good.
 *
 * @param answer `undefined` where nobody answered
 * @param attempts how many were made, this one included
 * @param pausesMs the pause before each retry; as many retries as pauses
 * @see https://www.braze.com/docs/help/help_articles/api/webhook_connected_content_errors/
 */
export function afterAttempt(
  answer: WebhookAnswer | undefined,
  attempts: number,
  pausesMs: readonly number[],
): AfterAttempt {
  const status = answer?.status;
  if (status !== undefined && status >= 200 && status < 300) return { then: 'forwarded' };

  const reason = reasonFor(status);
  const pauseMs = pausesMs[attempts - 1];
  if (!isRetried(status) || pauseMs === undefined) return { then: 'lost', reason };

  const wantedMs = Math.max(pauseMs, answer?.retryAfterMs ?? 0);
  return { then: 'retry', inMs: Math.min(wantedMs, LONGEST_WAIT_MS), reason };
}

function isRetried(status: number | undefined): boolean {
  return status === undefined || status === 408 || status === 429 || status >= 500;
}

function reasonFor(status: number | undefined): string {
  if (status === undefined) return 'Parley did not answer: is it running, and at this address?';
  if (status === 401) return 'Parley answered 401: the webhook secret is not one of its own';
  return `Parley answered ${String(status)}`;
}
