import { performance } from 'node:perf_hooks';

import { Pool } from 'undici';

import { remainingOf, resetInMs } from '#core/delivery/rate-limit-reset.ts';
import type { WireAnswer } from '#core/delivery/wire-answer.ts';

import { Exchange } from './exchange.ts';

/** Where and as whom. */
export interface BrazeAccess {
  /** `https://rest.iad-01.braze.com`, checked by the configuration; a trailing slash is left out. */
  readonly url: string;
  /** Read for each call, so that a key can be replaced while Parley runs. */
  readonly apiKey: () => string;
}

/** Braze answers in well under a second; after this the call is given up, from its first wait on. */
const CALL_TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 5000;

/**
 * POSTs JSON to Braze over kept-alive connections.
 *
 * It follows no redirect and repeats nothing: what a failure means is decided by `outcomeOf`.
 */
export class BrazeClient {
  private readonly pool: Pool;
  private readonly basePath: string;

  constructor(
    private readonly access: BrazeAccess,
    /** Calls at a time; further ones wait, and their waiting counts towards the timeout. */
    connections: number,
    private readonly timeoutMs = CALL_TIMEOUT_MS,
  ) {
    const { origin, pathname } = new URL(access.url);
    this.basePath = pathname.replace(/\/+$/, '');
    this.pool = new Pool(origin, {
      connections,
      pipelining: 1,
      connect: { timeout: CONNECT_TIMEOUT_MS },
      // One timer a call does: see `Exchange`.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  async post(path: string, body: unknown): Promise<WireAnswer> {
    const exchange = new Exchange(this.timeoutMs);
    this.pool.dispatch(
      {
        method: 'POST',
        path: `${this.basePath}${path}`,
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${this.access.apiKey()}`,
        },
        body: JSON.stringify(body),
      },
      exchange,
    );
    const received = await exchange.end;
    if (received.kind !== 'answered') return received;

    const { status, body: json, headers } = received;
    const resumeInMs = resetInMs(headers, performance.timeOrigin + performance.now());
    const remaining = remainingOf(headers, resumeInMs);
    return {
      kind: 'answered',
      status,
      body: json,
      ...(resumeInMs !== undefined && { resumeInMs }),
      ...(remaining !== undefined && { remaining }),
    };
  }

  /** Breaks off what is still under way. */
  async close(): Promise<void> {
    await this.pool.destroy();
  }
}
