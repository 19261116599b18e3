import { Agent } from 'undici';

import { type Fetched, MediaSource } from '#app/ports/media-source.ts';

import { HttpMediaSource } from '../http-media-source.ts';

/** Rails leads on once, and some storage once more. */
const MOST_HOPS = 3;

/**
 * Files that agents attach in Chatwoot: from its own origin, which the operator has named, and from
 * where it leads to, where that is a host that files are fetched from.
 */
export class HttpChatwootFiles extends MediaSource {
  private readonly agent = new Agent({ connections: 2 });
  private readonly source: HttpMediaSource;

  constructor(
    private readonly options: {
      readonly origin: string;
      /** Patterns of hosts. */
      readonly hosts: readonly string[];
      readonly mostBytes: number;
    },
  ) {
    super();
    const { origin, hosts, mostBytes } = options;
    this.source = new HttpMediaSource({ hosts, mostBytes, own: origin });
  }

  override async fetch(address: string, signal: AbortSignal): Promise<Fetched> {
    if (!this.isOwn(address)) return { kind: 'refused', reason: 'it does not lie in Chatwoot' };
    let at = address;
    try {
      for (let hop = 0; hop < MOST_HOPS && this.isOwn(at); hop += 1) {
        const next = await this.nextOf(at, signal);
        if (next === undefined) break;
        at = next;
      }
    } catch {
      return { kind: 'failed', reason: 'Chatwoot did not answer in time' };
    }
    return this.source.fetch(at, signal);
  }

  async close(): Promise<void> {
    await Promise.all([this.agent.destroy(), this.source.close()]);
  }

  private isOwn(address: string): boolean {
    return URL.canParse(address) && new URL(address).origin === this.options.origin;
  }

  /** Where it leads on to; `undefined` where the file lies there itself. */
  private async nextOf(address: string, signal: AbortSignal): Promise<string | undefined> {
    const { origin, pathname, search } = new URL(address);
    const path = `${pathname}${search}`;
    const { statusCode, headers, body } = await this.agent.request({
      ...{ origin, path, method: 'HEAD', signal },
    });
    await body.dump();
    const { location } = headers;
    const leads = statusCode >= 300 && statusCode < 400 && typeof location === 'string';
    return leads && URL.canParse(location, address) ? new URL(location, address).href : undefined;
  }
}
