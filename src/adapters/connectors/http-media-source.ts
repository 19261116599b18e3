import { Buffer } from 'node:buffer';

import { Agent, type Dispatcher } from 'undici';

import { type Fetched, MediaSource } from '#app/ports/media-source.ts';
import { isAllowedHost } from '#core/media/allowed-host.ts';

import { AddressRefused, guardedLookup, isRefusedHost } from './address-guard.ts';

const CONNECT_TIMEOUT_MS = 5_000;
const CONNECTIONS = 2;
const MEBIBYTE = 1024 * 1024;

/**
 * Fetches what customers sent from where Braze keeps it, and from nowhere else.
 *
 * It asks hosts that the operator named, over TLS; follows no redirect; connects only to the
 * address that was judged to be a public place; and reads no more than is kept.
 */
export class HttpMediaSource extends MediaSource {
  private readonly agent = new Agent({
    connections: CONNECTIONS,
    pipelining: 1,
    connect: { timeout: CONNECT_TIMEOUT_MS, lookup: guardedLookup },
    // The caller's signal is the one clock.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  /** To this machine, where the sandbox stands in for Braze. */
  private readonly ownAgent = new Agent({ connections: CONNECTIONS });

  constructor(
    private readonly options: {
      /** Patterns of hosts. */
      readonly hosts: readonly string[];
      readonly mostBytes: number;
      /** An origin that may be asked whatever it is: the sandbox's own. */
      readonly own?: string | undefined;
    },
  ) {
    super();
  }

  override async fetch(address: string, signal: AbortSignal): Promise<Fetched> {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (url === undefined) return refused('it is no address');
    const isOwn = url.origin === this.options.own;
    const fault = isOwn ? undefined : this.faultOf(url);
    if (fault !== undefined) return refused(fault);

    try {
      const response = await (isOwn ? this.ownAgent : this.agent).request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: 'GET',
        headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Parley' },
        signal,
      });
      return await this.read(response);
    } catch (failure) {
      return notFetched(failure, signal);
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.agent.destroy(), this.ownAgent.destroy()]);
  }

  private faultOf(url: URL): string | undefined {
    if (isRefusedHost(url)) return 'it leads into a private network';
    if (isAllowedHost(url, this.options.hosts)) return undefined;
    return `files are not fetched from ${url.host || url.protocol}: name it in PARLEY_MEDIA_HOSTS if they should be`;
  }

  private async read({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<Fetched> {
    const { mostBytes } = this.options;
    const tooLarge = refused(`it is larger than ${String(mostBytes / MEBIBYTE)} MB`);
    if (statusCode !== 200 || Number(headers['content-length'] ?? 0) > mostBytes) {
      body.on('error', () => undefined).destroy();
      if (statusCode === 200) return tooLarge;
      const isElsewhere = statusCode >= 300 && statusCode < 400;
      const reason = `it answered ${String(statusCode)}`;
      return { kind: isElsewhere ? 'refused' : 'failed', reason };
    }

    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of body) {
      const part = chunk as Buffer;
      bytes += part.byteLength;
      // Leaving the loop ends the stream, and with it the connection.
      if (bytes > mostBytes) return tooLarge;
      chunks.push(part);
    }
    if (bytes === 0) return { kind: 'failed', reason: 'it is empty' };
    return { kind: 'fetched', bytes: Buffer.concat(chunks) };
  }
}

function refused(reason: string): Fetched {
  return { kind: 'refused', reason };
}

/** Without the address, which opens the file to anybody. */
function notFetched(failure: unknown, signal: AbortSignal): Fetched {
  const cause = failure instanceof Error ? (failure.cause ?? failure) : failure;
  if (cause instanceof AddressRefused) return refused('its name leads into a private network');
  if (signal.aborted) return { kind: 'failed', reason: 'it did not come in time' };
  const code = (cause as NodeJS.ErrnoException | undefined)?.code;
  const reason = code === undefined ? 'the connection failed' : `the connection failed: ${code}`;
  return { kind: 'failed', reason };
}
