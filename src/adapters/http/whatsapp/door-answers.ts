import type { ServerResponse } from 'node:http';

import type { WebhookReceipt } from '#app/accept-webhook/received-webhook.ts';
import { AppError } from '#core/app-error.ts';

const JSON_TYPE = 'application/json';

/** Sends one of the few answers that the door has. Nobody may be listening any more. */
function answer(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Readonly<Record<string, string | number>> = {},
): void {
  response.writeHead(status, {
    'content-type': JSON_TYPE,
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

const refusal = (code: string, message: string): string => JSON.stringify({ code, message });

const UNKNOWN_SENDER = refusal('webhook.unknown-sender', 'Send a secret that Parley knows');
const POST_ONLY = refusal('webhook.post-only', 'Send the webhook with POST');
const TOO_LARGE = refusal('webhook.too-large', 'Send no more than 64 KiB');
const LATER = refusal('webhook.unavailable', 'Send this again later');

const DEFAULT_RETRY_S = 5;
/** Somebody has to correct a secret first; Braze tries for half an hour. */
const WRONG_SECRET_RETRY_S = 300;

/** The whole answer in one write: ids and statuses need no escaping. */
export function answerReceipt(response: ServerResponse, receipt: WebhookReceipt): void {
  const { status, conversationId, seq } = receipt;
  const id = conversationId === undefined ? 'null' : `"${conversationId}"`;
  const body = `{"status":"${status}","conversation_id":${id},"seq":${String(seq ?? null)}}`;
  response.writeHead(202, { 'content-type': JSON_TYPE, 'content-length': body.length });
  response.end(body);
}

export function answerUnknownSender(response: ServerResponse): void {
  answer(response, 401, UNKNOWN_SENDER);
}

/** Braze repeats a 503 and gives up after a 401: the secret can be corrected in the meantime. */
export function answerWrongSecret(response: ServerResponse): void {
  answer(response, 503, LATER, { 'retry-after': WRONG_SECRET_RETRY_S });
}

/** @param isKnown whether a POST with the same secret would be let in */
export function answerWrongMethod(response: ServerResponse, isKnown: boolean): void {
  const known = isKnown ? { 'x-parley-secret': 'known' } : {};
  answer(response, 405, POST_ONLY, { allow: 'POST', ...known });
}

export function answerTooLarge(response: ServerResponse): void {
  answer(response, 413, TOO_LARGE);
}

export function answerUnavailable(response: ServerResponse, failure: unknown): void {
  const details = failure instanceof AppError ? failure.details : {};
  const seconds = details['retryAfterSeconds'];
  const retryAfter = typeof seconds === 'number' ? seconds : DEFAULT_RETRY_S;
  answer(response, 503, LATER, { 'retry-after': retryAfter });
}
