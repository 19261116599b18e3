/** An event of the server, as it came. */
export interface LiveEvent {
  readonly name: string;
  readonly data: unknown;
}

export type Connection = 'connecting' | 'open' | 'lost' | 'signed-out';

/** Silent for longer, a connection is dead though nobody said so: the server beats each 10 s. */
const SILENT_MS = 25_000;
const LONGEST_WAIT_MS = 10_000;

/**
 * Reads /api/stream until it is closed; connects again by itself, and says where it stood, so that
 * nothing is missed.
 *
 * Over `fetch`, since EventSource cannot tell a lost session from a lost network.
 */
export class LiveReader {
  private lastEventId: string | undefined;
  private abort = new AbortController();
  private failures = 0;
  private isClosed = false;

  constructor(
    private readonly watch: readonly string[],
    private readonly hear: (event: LiveEvent) => void,
    private readonly show: (connection: Connection) => void,
    from?: string,
  ) {
    this.lastEventId = from;
    void this.run();
  }

  /** Where it stands, for a reader that takes over. */
  get position(): string | undefined {
    return this.lastEventId;
  }

  close(): void {
    this.isClosed = true;
    this.abort.abort();
  }

  /** The browser says that there is no network: what is open is dead, though nobody told it. */
  breakOff(): void {
    this.failures += 1;
    this.abort.abort();
  }

  /** At once, as when the browser says that it is online again. */
  connectNow(): void {
    if (this.failures > 0) this.abort.abort();
  }

  private async run(): Promise<void> {
    while (!this.isClosed) {
      this.abort = new AbortController();
      try {
        if (await this.readOnce()) return;
      } catch {
        // A network that is gone, or a server that restarts: again, below.
      }
      if (this.isOver()) return;
      this.failures += 1;
      if (this.failures > 1) this.show('lost');
      await this.pause();
    }
  }

  private isOver(): boolean {
    return this.isClosed;
  }

  /** @returns whether nobody is signed in any more */
  private async readOnce(): Promise<boolean> {
    const query = this.watch.length > 0 ? `?watch=${this.watch.join(',')}` : '';
    const response = await fetch(`/api/stream${query}`, {
      headers: this.lastEventId === undefined ? {} : { 'last-event-id': this.lastEventId },
      signal: this.abort.signal,
    });
    if (response.status === 401) {
      this.show('signed-out');
      return true;
    }
    if (!response.ok || response.body === null) throw new Error(`HTTP ${String(response.status)}`);
    this.show('open');
    this.failures = 0;
    await this.readAll(response.body.pipeThrough(new TextDecoderStream()).getReader());
    return false;
  }

  private async readAll(reader: ReadableStreamDefaultReader<string>): Promise<void> {
    let rest = '';
    let silence = this.startSilence();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        clearTimeout(silence);
        silence = this.startSilence();
        const blocks = (rest + value).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) this.take(block);
      }
    } finally {
      clearTimeout(silence);
    }
  }

  private startSilence(): number {
    return window.setTimeout(() => {
      this.abort.abort();
    }, SILENT_MS);
  }

  private take(block: string): void {
    const lines = block.split('\n').map((line) => /^(\w+): ?(.*)$/.exec(line) ?? []);
    const of = (name: string): string | undefined => lines.find(([, key]) => key === name)?.[2];
    const id = of('id');
    if (id !== undefined) this.lastEventId = id;
    const name = of('event');
    if (name !== undefined) this.hear({ name, data: JSON.parse(of('data') ?? 'null') as unknown });
  }

  /** Grows with each failure; spread, so that a whole office does not come back in one moment. */
  private pause(): Promise<void> {
    const waitMs = Math.min(LONGEST_WAIT_MS, 250 * 2 ** this.failures) * (0.5 + Math.random() / 2);
    return new Promise((resolve) => {
      const timer = window.setTimeout(resolve, waitMs);
      this.abort = new AbortController();
      this.abort.signal.addEventListener('abort', () => {
        window.clearTimeout(timer);
        resolve();
      });
    });
  }
}
