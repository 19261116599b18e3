import type { ServerResponse } from 'node:http';

import type { LiveEvent, LiveSink } from '#app/live/live-stream.ts';

import { changedAnswer } from './changed-answer.ts';

/** A page that reads more slowly than news come connects again and reads everything once. */
const MOST_UNREAD_BYTES = 256 * 1024;

/** Milliseconds after which a browser's own EventSource connects again. */
const RETRY_MS = 1_000;

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  // Proxies of nginx' kind keep answers until they are whole, unless told.
  'x-accel-buffering': 'no',
} as const;

/** A stream of server-sent events. @see https://html.spec.whatwg.org/multipage/server-sent-events.html */
export class SseSink implements LiveSink {
  constructor(private readonly response: ServerResponse) {
    response.writeHead(200, HEADERS);
    response.write(`retry: ${String(RETRY_MS)}\n\n`);
  }

  send(event: LiveEvent): void {
    const { name, id } = event;
    const data = name === 'changed' ? changedAnswer(event.data) : event.data;
    const place = id === undefined ? '' : `id: ${id}\n`;
    this.write(`${place}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  beat(): void {
    this.write(':\n\n');
  }

  end(): void {
    this.response.end();
  }

  private write(text: string): void {
    if (this.response.writableEnded) return;
    this.response.write(text);
    if (this.response.writableLength > MOST_UNREAD_BYTES) this.response.destroy();
  }
}
