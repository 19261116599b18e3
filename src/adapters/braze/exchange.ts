import type { IncomingHttpHeaders } from 'node:http';

import type { Dispatcher } from 'undici';

import type { Cut, Unreached } from '#core/delivery/wire-answer.ts';

/** A response as it came over the wire. */
export interface Received {
  readonly kind: 'answered';
  readonly status: number;
  /** `undefined` where it is no JSON, or more than is read. */
  readonly body: unknown;
  readonly headers: LimitHeaders;
}

/** Braze's headers about its limits, as they came. */
interface LimitHeaders {
  readonly reset?: string | undefined;
  readonly retryAfter?: string | undefined;
  readonly remaining?: string | undefined;
  readonly limit?: string | undefined;
}

/** Braze's answers are some hundred bytes; whatever is longer is not from Braze. */
const MAX_BODY_BYTES = 65_536;

/**
 * One request and its answer.
 *
 * Knows whether the request had been started when it failed: before, nothing can have been sent;
 * after, nobody can know. The timeout counts from the first wait for a connection.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly end: Promise<Received | Unreached | Cut>;

  private settle: (end: Received | Unreached | Cut) => void = () => undefined;
  private controller: Dispatcher.DispatchController | undefined;
  private readonly timer: NodeJS.Timeout;
  private status = 0;
  private headers: LimitHeaders = {};
  private readonly chunks: Buffer[] = [];
  private bytes = 0;
  private isOver = false;

  constructor(timeoutMs: number) {
    this.end = new Promise((resolve) => {
      this.settle = resolve;
    });
    this.timer = setTimeout(() => {
      this.fail(`no answer within ${String(timeoutMs)} ms`);
    }, timeoutMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Given up while it waited for a connection: it must not leave any more.
    if (this.isOver) controller.abort(new Error('given up'));
    else this.controller = controller;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    // What comes before the answer proper, like 103, is none.
    if (status < 200) return;
    this.status = status;
    this.headers = {
      reset: oneOf(headers['x-ratelimit-reset']),
      retryAfter: oneOf(headers['x-ratelimit-retry-after']) ?? oneOf(headers['retry-after']),
      remaining: oneOf(headers['x-ratelimit-remaining']),
      limit: oneOf(headers['x-ratelimit-limit']),
    };
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.bytes += chunk.byteLength;
    if (this.bytes > MAX_BODY_BYTES) this.finish(undefined);
    else this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.finish(jsonOf(Buffer.concat(this.chunks)));
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.fail(error.message);
  }

  /** A status that has arrived stands, even where its body did not. */
  private fail(reason: string): void {
    if (this.status !== 0) this.finish(undefined);
    else this.over({ kind: this.controller === undefined ? 'unreached' : 'cut', reason });
  }

  private finish(body: unknown): void {
    this.over({ kind: 'answered', status: this.status, body, headers: this.headers });
  }

  private over(end: Received | Unreached | Cut): void {
    if (this.isOver) return;
    this.isOver = true;
    clearTimeout(this.timer);
    this.settle(end);
    // After a whole answer this does nothing; after half of one, the connection is of no use.
    if (end.kind !== 'answered' || end.body === undefined) {
      this.controller?.abort(new Error('given up'));
    }
  }
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function oneOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
