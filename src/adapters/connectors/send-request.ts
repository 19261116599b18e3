import { Buffer } from 'node:buffer';
import type { Readable } from 'node:stream';

import { type Dispatcher, Pool } from 'undici';

import { guardedLookup, isRefusedHost } from './address-guard.ts';

const CONNECT_TIMEOUT_MS = 5_000;

/** What came back. */
export interface Received {
  readonly status: number;
  readonly headers: Dispatcher.ResponseData['headers'];
  /** `undefined`: longer than is read. */
  readonly text: string | undefined;
}

export interface WireRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** A stream names its length among the headers. */
  readonly body: string | Readable | undefined;
  readonly signal: AbortSignal;
  readonly mostBytes: number;
}

/** Nothing was sent, for this is no place to send it to. */
export class NotSent extends Error {}

/**
 * Connections to one origin. It follows no redirect, and reaches no private address unless that is
 * allowed: the address that was judged is the one that is connected to.
 */
export class Origin {
  private readonly pool: Pool;

  constructor(
    private readonly origin: string,
    connections: number,
    private readonly allowPrivate: boolean,
  ) {
    this.pool = new Pool(origin, {
      connections,
      pipelining: 1,
      connect: {
        timeout: CONNECT_TIMEOUT_MS,
        ...(allowPrivate ? {} : { lookup: guardedLookup }),
      },
      // The caller's signal is the one clock.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  /** @throws NotSent, AddressRefused, or whatever the connection fails with */
  async send({ url, method, headers, body, signal, mostBytes }: WireRequest): Promise<Received> {
    if (url.origin !== this.origin) throw new NotSent('it leads to another address');
    if (!this.allowPrivate && isRefusedHost(url)) {
      throw new NotSent('it leads into a private network, and allow_private is not set');
    }
    const response = await this.pool.request({
      method: method,
      path: `${url.pathname}${url.search}`,
      headers: { ...headers, 'accept-encoding': 'identity' },
      body: body ?? null,
      signal,
    });
    const { statusCode: status, headers: answered } = response;
    return { status, headers: answered, text: await textOf(response.body, mostBytes) };
  }

  /** Closes each connection once what it carries has ended. */
  retire(): void {
    this.pool.close().catch(() => undefined); // broken off at the end: nobody waits for it then
  }

  /** Breaks off what is still under way. */
  async close(): Promise<void> {
    await this.pool.destroy();
  }
}

async function textOf(
  body: Dispatcher.ResponseData['body'],
  mostBytes: number,
): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    const part = chunk as Buffer;
    bytes += part.byteLength;
    // Leaving the loop ends the stream, and with it the connection: what else comes is not wanted.
    if (bytes > mostBytes) return undefined;
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString('utf8');
}
