import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call as Braze would have received it. */
export interface ReceivedCall {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  readonly startedAtMs: number;
  /** When its answer left; `undefined` while it has not. */
  endedAtMs: number | undefined;
}

/** How the next calls are answered; what is not said is as in good times. */
export interface Mood {
  readonly status?: number;
  readonly body?: unknown;
  /** Sent as it is instead of `body`. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly latencyMs?: number;
  /** Takes the call and breaks the connection instead of an answer. */
  readonly cut?: boolean;
}

/** A stand-in for Braze that does as it is told; the sandbox, by contrast, behaves like Braze. */
export class FakeBraze {
  readonly calls: ReceivedCall[] = [];
  /** Decides each call's mood. */
  mood: (call: ReceivedCall) => Mood = () => ({});
  private server: Server | undefined;

  get url(): string {
    return `http://127.0.0.1:${String((this.server?.address() as AddressInfo).port)}`;
  }

  async start(): Promise<void> {
    this.server = createServer((request, response) => void this.answer(request, response));
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  forget(): void {
    this.calls.length = 0;
    this.mood = () => ({});
  }

  /** Everything that a person was sent, by `external_user_id`, in the order of arrival. */
  textsFor(person: string): string[] {
    return this.calls
      .flatMap(({ body }) => recipientsOf(body))
      .filter((recipient) => recipient['external_user_id'] === person)
      .map((recipient) => (recipient['trigger_properties'] as { text: string }).text);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const startedAtMs = performance.now();
    const call: ReceivedCall = {
      path: request.url ?? '',
      authorization: request.headers.authorization,
      contentType: request.headers['content-type'],
      body: JSON.parse(await textOf(request)) as Record<string, unknown>,
      startedAtMs,
      endedAtMs: undefined,
    };
    this.calls.push(call);
    const { status = 201, body = success(), text, headers, latencyMs, cut } = this.mood(call);
    if (latencyMs !== undefined) {
      await new Promise((resolve) => setTimeout(resolve, latencyMs).unref());
    }
    call.endedAtMs = performance.now();
    if (cut) {
      request.socket.destroy();
      return;
    }
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(text ?? JSON.stringify(body));
  }
}

/** The people in a call's body. */
export function recipientsOf(
  body: Readonly<Record<string, unknown>>,
): readonly Readonly<Record<string, unknown>>[] {
  return (body['recipients'] ?? []) as Readonly<Record<string, unknown>>[];
}

let dispatches = 0;
function success(): unknown {
  dispatches += 1;
  return { dispatch_id: `dispatch-${String(dispatches)}`, message: 'success' };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
