import type { WireAnswer } from '#core/delivery/wire-answer.ts';

import type { BrazeAccess } from '../braze-client.ts';
import { fetchFailure } from './fetch-failure.ts';

/** An e-mail campaign's details hold its whole HTML. */
const MAX_BODY_BYTES = 8 * 1_024 * 1_024;
const TIMEOUT_MS = 15_000;

/** Calls to Braze that somebody waits for at a terminal: one at a time, any size of answer. */
export class BrazeReader {
  constructor(private readonly access: BrazeAccess) {}

  get(path: string, query: Readonly<Record<string, string>>): Promise<WireAnswer> {
    return this.call(`${path}?${new URLSearchParams(query).toString()}`, { method: 'GET' });
  }

  post(path: string, body: unknown): Promise<WireAnswer> {
    return this.call(path, { method: 'POST', body: JSON.stringify(body) });
  }

  private async call(target: string, init: RequestInit): Promise<WireAnswer> {
    const { url, apiKey } = this.access;
    const type = init.body === undefined ? {} : { 'content-type': 'application/json' };
    try {
      const response = await fetch(url.replace(/\/+$/, '') + target, {
        ...init,
        headers: { ...type, authorization: `Bearer ${apiKey()}` },
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return { kind: 'answered', status: response.status, body: await jsonOf(response) };
    } catch (failure) {
      return { kind: 'unreached', reason: fetchFailure(failure) };
    }
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
