import { connect } from 'node:net';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { WHATSAPP_PATH } from '#adapters/http/door/stand-before.ts';

import { OpenDoor, SECRET } from '../support/door/open-door.ts';

const BODY = '{"user_id":"smuggled","message":"hello"}';
const CHUNKED = `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`;
const head = (...lines: string[]): string =>
  [
    ...[`POST ${WHATSAPP_PATH} HTTP/1.1`, 'Host: parley', `Authorization: Bearer ${SECRET}`],
    ...[...lines, '', ''],
  ].join('\r\n');

/** Requests that two servers in a row could cut at different places. */
const SMUGGLED: readonly (readonly [string, string])[] = [
  ['a length and chunks', head('Content-Length: 4', 'Transfer-Encoding: chunked') + CHUNKED],
  ['chunks and a length', head('Transfer-Encoding: chunked', 'Content-Length: 4') + CHUNKED],
  ['two lengths', head('Content-Length: 4', `Content-Length: ${String(BODY.length)}`) + BODY],
  ['a length with a sign', head(`Content-Length: +${String(BODY.length)}`) + BODY],
  ['a space before the colon', head('Transfer-Encoding : chunked') + CHUNKED],
  ['an unknown coding', head('Transfer-Encoding: xchunked') + CHUNKED],
  ['chunked said twice over', head('Transfer-Encoding: chunked, identity') + CHUNKED],
  ['a folded header', head('Transfer-Encoding:', ' chunked') + CHUNKED],
  [
    'bare line feeds',
    head(`Content-Length: ${String(BODY.length)}`).replaceAll('\r\n', '\n') + BODY,
  ],
  [
    'a chunk size that is none',
    head('Transfer-Encoding: chunked') + CHUNKED.replace(/^\w+/, '0x28'),
  ],
];

describe('hostile HTTP', () => {
  const door = new OpenDoor();
  beforeAll(() => door.open());
  afterAll(() => door.shut());
  beforeEach(() => {
    door.acceptEvents.arrivals.length = 0;
  });

  /** What comes back until the other side hangs up, and after how many milliseconds that was. */
  function say(text: string): Promise<{ readonly answer: string; readonly afterMs: number }> {
    const startedAtMs = performance.now();
    return new Promise((resolve, reject) => {
      const socket = connect(door.port, '127.0.0.1', () => socket.write(text));
      let answer = '';
      socket.on('data', (data: Buffer) => (answer += data.toString('latin1')));
      socket.on('error', reject);
      socket.on('close', () => {
        resolve({ answer, afterMs: performance.now() - startedAtMs });
      });
    });
  }

  it.each(SMUGGLED)('refuses a request with %s, and hangs up', async (_name, request) => {
    const { answer } = await say(request + head('Content-Length: 0'));

    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(door.acceptEvents.arrivals).toEqual([]);
  });

  it('ends a caller that takes too long over the headers, and one that does over the body', async () => {
    const [headers, body] = await Promise.all([
      say(`POST ${WHATSAPP_PATH} HTTP/1.1\r\nHost: parley\r\n`),
      say(`${head('Content-Length: 1000')}{"user_id"`),
    ]);

    expect(headers.answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(headers.afterMs).toBeLessThan(14_000);
    expect(body.answer).toMatch(/^HTTP\/1\.1 (?:408|202) /);
    expect(body.afterMs).toBeLessThan(19_000);
    expect(door.acceptEvents.arrivals).toEqual([]);
  }, 25_000);
});
