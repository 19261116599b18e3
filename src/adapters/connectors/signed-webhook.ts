import { timingSafeEqual } from 'node:crypto';

import type { SignedBody } from '#app/ports/chat-bot.ts';

import { webhookSignature } from './webhook-signature.ts';

/** So old a signature may be, or so far ahead of our clock. */
const TOLERANCE_MS = 5 * 60_000;
const SECOND_MS = 1_000;

/**
 * Whether a body was signed by this secret, lately.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function isSignedBy(
  secret: string,
  { id, timestamp, signature, body }: SignedBody,
  nowMs: number,
): boolean {
  if (secret === '' || id === '' || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(Number(timestamp) * SECOND_MS - nowMs) > TOLERANCE_MS) return false;

  const expected = Buffer.from(
    webhookSignature([secret], { id, timestamp: Number(timestamp), body }),
  );
  return signature
    .split(' ')
    .map((each) => Buffer.from(each))
    .some((each) => each.length === expected.length && timingSafeEqual(each, expected));
}
