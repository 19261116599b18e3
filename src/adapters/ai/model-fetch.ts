import { Buffer } from 'node:buffer';

import { Agent, type Dispatcher } from 'undici';

/** An answer is a few sentences; what a provider says besides is some kilobytes. */
const MOST_BYTES = 1_048_576;
const CONNECT_TIMEOUT_MS = 5_000;

/** The caller's signal is the one clock. */
const agent = new Agent({
  connect: { timeout: CONNECT_TIMEOUT_MS },
  headersTimeout: 0,
  bodyTimeout: 0,
});

/** An answer that was read to its end: without the streams of a usual one, which cost as much as all the rest. */
class WholeResponse extends Response {
  constructor(
    private readonly whole: string,
    how: ResponseInit,
  ) {
    super(null, how);
  }

  override readonly text = (): Promise<string> => Promise.resolve(this.whole);
  override readonly json = (): Promise<unknown> =>
    this.text().then((text): unknown => JSON.parse(text));
}

/**
 * `fetch` for a model: it goes to the address that was named and nowhere else, for what customers
 * wrote goes with it, and it reads so much and no more. Whole texts go and come; nothing streams.
 */
export async function modelFetch(
  input: Parameters<typeof fetch>[0],
  init: RequestInit = {},
): Promise<Response> {
  const { origin, pathname, search } = new URL(input instanceof Request ? input.url : input);
  const { statusCode, headers, body } = await agent.request({
    origin,
    path: `${pathname}${search}`,
    method: init.method ?? 'GET',
    headers: { ...Object.fromEntries(new Headers(init.headers)), 'accept-encoding': 'identity' },
    body: typeof init.body === 'string' ? init.body : null,
    signal: init.signal ?? null,
  });
  return new WholeResponse(await textOf(body), { status: statusCode, headers: namesOf(headers) });
}

/** @throws Error where it is longer than is read */
async function textOf(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    const part = chunk as Buffer;
    bytes += part.byteLength;
    // Thrown within the loop it ends the stream, and with it the connection.
    if (bytes > MOST_BYTES) throw new Error('The model says more than is read');
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function namesOf(headers: Dispatcher.ResponseData['headers']): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
  );
}
