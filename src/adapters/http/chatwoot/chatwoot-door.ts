import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { HearChatwoot } from '#app/chatwoot/hear-chatwoot.ts';
import type { Incidents } from '#app/ports/incidents.ts';

import { discardRest, readRequestBody } from '../door/read-request-body.ts';
import type { RequestHandler } from '../door/request-handler.ts';
import { sameDigest } from '../door/same-digest.ts';
import { readChatwootEvent } from './read-chatwoot-event.ts';

export const CHATWOOT_PATH = '/webhooks/chatwoot';

const MAX_BODY_BYTES = 1024 * 1024;
/** Older requests are somebody's who has kept them. */
const FRESH_S = 300;
const SECOND_MS = 1_000;

export interface ChatwootDoorOptions {
  readonly hear: Pick<HearChatwoot, 'execute'>;
  readonly incidents: Incidents;
  readonly secret: () => string;
  readonly account: number;
  readonly inbox: number;
  /** UTC milliseconds. */
  readonly nowMs: () => number;
}

/**
 * The door for Chatwoot's webhook, which stands before the framework: signatures are over bytes.
 *
 * Who comes in is known by the signature, or by `?token=` where a Chatwoot does not sign yet.
 */
export function createChatwootDoor(options: ChatwootDoorOptions): RequestHandler {
  return (request, response) => {
    void handle(request, response, options);
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  options: ChatwootDoorOptions,
): Promise<void> {
  const [status, answer] = await outcomeOf(request, options);
  if (status !== 200) discardRest(request);
  const body = JSON.stringify(answer);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

async function outcomeOf(
  request: IncomingMessage,
  options: ChatwootDoorOptions,
): Promise<readonly [number, object]> {
  if (request.method !== 'POST') return [405, { code: 'chatwoot.post-only' }];
  const read = await readRequestBody(request, MAX_BODY_BYTES);
  if (read === undefined || read.isTooLarge) return [413, { code: 'chatwoot.too-large' }];
  const body = read.bytes.toString('utf8');
  if (!isKnown(request, body, options)) return [401, { code: 'chatwoot.unknown-sender' }];

  const event = readChatwootEvent(body, options);
  if (event === undefined) return [200, { status: 'ignored' }];
  try {
    return [200, { status: await options.hear.execute(event) }];
  } catch (failure) {
    options.incidents.failed('hear what Chatwoot says', failure);
    return [503, { code: 'chatwoot.unavailable' }];
  }
}

function isKnown(
  { headers, url = '' }: IncomingMessage,
  body: string,
  { secret, nowMs }: ChatwootDoorOptions,
): boolean {
  const [timestamp, signature] = [headers['x-chatwoot-timestamp'], headers['x-chatwoot-signature']];
  if (typeof timestamp === 'string' && typeof signature === 'string') {
    const ageS = Math.abs(nowMs() / SECOND_MS - Number(timestamp));
    const own = createHmac('sha256', secret()).update(`${timestamp}.${body}`).digest('hex');
    if (ageS <= FRESH_S && sameDigest(signature.replace(/^sha256=/, ''), own)) return true;
  }
  const token = new URL(url, 'http://parley').searchParams.get('token') ?? '';
  return sameDigest(digestOf(token), digestOf(secret()));
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
