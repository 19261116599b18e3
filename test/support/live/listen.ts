import type { ApiClient } from '../api/api-client.ts';

export interface Heard {
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A page of this person; fills `heard` until `stop`. */
export class Listener {
  readonly heard: Heard[] = [];
  private readonly abort = new AbortController();

  /** @param watch a conversation's id */
  static async open(url: string, { cookie }: ApiClient, watch: string): Promise<Listener> {
    const listener = new Listener();
    const response = await fetch(`${url}/api/stream?watch=${watch}`, {
      headers: { cookie },
      signal: listener.abort.signal,
    });
    if (response.body === null) throw new Error(`no stream: ${String(response.status)}`);
    void listener.read(response.body);
    return listener;
  }

  told(name: string): readonly Heard['data'][] {
    return this.heard.filter((event) => event.name === name).map(({ data }) => data);
  }

  stop(): void {
    this.abort.abort();
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    let rest = '';
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body) {
        const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) this.take(block);
      }
    } catch {
      // Stopped.
    }
  }

  private take(block: string): void {
    const [, name, data] = /event: (\S+)\ndata: (.*)$/.exec(block) ?? [];
    if (name === undefined || data === undefined) return;
    this.heard.push({ name, data: JSON.parse(data) as Heard['data'] });
  }
}
