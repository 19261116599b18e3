import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a stand-in for another system has seen it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The same, where it is no text. */
  readonly bytes: Buffer;
}

/** What it answers: after a while, or never. */
export interface StagedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
  readonly afterMs?: number;
  /** Ends the connection instead: before the answer, or in the middle of it. */
  readonly cut?: 'before' | 'within';
}

export interface ServedJson {
  readonly url: string;
  readonly seen: SeenRequest[];
  /** How many are being answered, and how many that were at most. */
  readonly most: () => number;
  close(): Promise<void>;
}

/** Another system on this machine, which answers what a test tells it to. */
export async function serveJson(
  answer: (request: SeenRequest, nth: number) => StagedAnswer,
): Promise<ServedJson> {
  const seen: SeenRequest[] = [];
  let busy = 0;
  let most = 0;
  const server = createServer((request, response) => {
    busy += 1;
    most = Math.max(most, busy);
    response.on('close', () => {
      busy -= 1;
    });
    void bodyOf(request).then((bytes) => {
      const { method = '', url: path = '', headers } = request;
      const asked = { method, path, headers, body: bytes.toString('utf8'), bytes };
      seen.push(asked);
      const { status = 200, cut, afterMs = 0, ...staged } = answer(asked, seen.length);
      // Unheard, an answer that nobody waits for any more would hold the process.
      const timer = setTimeout(() => {
        if (cut === 'before') {
          request.socket.destroy();
          return;
        }
        const text = staged.text ?? JSON.stringify(staged.json ?? {});
        response.writeHead(status, { 'content-type': 'application/json', ...staged.headers });
        if (cut !== 'within') {
          response.end(text);
          return;
        }
        response.write(text.slice(0, 1), () => request.socket.destroy());
      }, afterMs);
      response.on('close', () => {
        clearTimeout(timer);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    seen,
    most: () => most,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
