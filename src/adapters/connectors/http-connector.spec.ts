import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import type { CallOutcome } from '#core/calls/call-outcome.ts';
import type { ConnectorEntry } from '#core/flow/model/connectors-file.ts';

import {
  type SeenRequest,
  type ServedJson,
  serveJson,
  type StagedAnswer,
} from '../../../test/support/calls/serve-json.ts';
import { HttpConnector } from './http-connector.ts';

describe('HttpConnector', () => {
  let system: ServedJson;
  let staged: (request: SeenRequest, nth: number) => StagedAnswer = () => ({});
  const open: HttpConnector[] = [];
  const secrets: Record<string, string> = { TOKEN: 'sesame', PASSWORD: 'pw' };

  beforeAll(async () => {
    system = await serveJson((request, nth) => staged(request, nth));
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((connector) => connector.close()));
  });
  afterAll(() => system.close());

  const connector = (more: Partial<ConnectorEntry> = {}): HttpConnector => {
    const entry = { url: `${system.url}/orders/{{ number }}`, allow_private: true, ...more };
    const made = new HttpConnector('orders.find', entry, (name) => secrets[name]);
    open.push(made);
    return made;
  };
  const ask = (asked: HttpConnector, timeoutMs = 5_000, key?: string): Promise<CallOutcome> =>
    asked.ask({ number: 'AB1' }, key, AbortSignal.timeout(timeoutMs));
  const last = (): SeenRequest | undefined => system.seen.at(-1);

  it.each<readonly [string, StagedAnswer, Partial<ConnectorEntry>, Partial<CallOutcome>]>([
    ['an answer', { json: { a: 1 } }, {}, { kind: 'answered', value: { a: 1 } }],
    [
      'fields of it',
      { json: { a: { b: 2 } } },
      { answer: { x: '/a/b', y: '/z' } },
      { value: { x: 2, y: null } },
    ],
    ['one place of it', { json: [{ b: 'c' }] }, { answer: '/0/b' }, { value: 'c' }],
    ['nothing, as 204', { status: 204, text: '' }, {}, { kind: 'answered', value: null }],
    ['what Postgres could not keep', { text: '"a\\u0000b\\ud800"' }, {}, { value: 'ab\ufffd' }],
    ['no JSON', { text: '<html>' }, {}, { kind: 'refused', reason: 'the answer is no JSON' }],
    [
      'more than is read',
      { text: `"${'x'.repeat(200)}"` },
      { most_bytes: 100 },
      { kind: 'refused' },
    ],
    [
      'what breaks its schema',
      { json: { a: 'x' } },
      { schema: { properties: { a: { type: 'number' } } } },
      { kind: 'refused', reason: 'the answer breaks its schema at /a (type)' },
    ],
    [
      'what lacks a field of its schema',
      { json: { a: { c: 'Ana' } } },
      { schema: { properties: { a: { required: ['b'] } } } },
      { kind: 'refused', reason: 'the answer breaks its schema at /a (required: b)' },
    ],
    [
      'a redirect',
      { status: 302, headers: { location: 'http://169.254.169.254/' } },
      {},
      { kind: 'refused' },
    ],
    ['404', { status: 404 }, {}, { kind: 'refused', reason: 'HTTP 404' }],
    ['404 that is declared to be a no', { status: 404 }, { refused: [404] }, { saysNo: true }],
    ['408', { status: 408 }, {}, { kind: 'ambiguous' }],
    [
      '429',
      { status: 429, headers: { 'retry-after': '2' } },
      {},
      { kind: 'unreached', retryAfterMs: 2_000 },
    ],
    ['429 without a word when', { status: 429 }, {}, { kind: 'unreached' }],
    ['500', { status: 500 }, {}, { kind: 'ambiguous', reason: 'HTTP 500' }],
    ['503', { status: 503 }, {}, { kind: 'ambiguous' }],
    [
      '503 with a time',
      { status: 503, headers: { 'retry-after': '999999' } },
      {},
      { kind: 'unreached', retryAfterMs: 60_000 },
    ],
    ['a cut before the answer', { cut: 'before' }, {}, { kind: 'ambiguous' }],
    ['a cut within it', { cut: 'within', json: { a: 1 } }, {}, { kind: 'ambiguous' }],
  ])('makes of %s what it means', async (_title, answer, more, outcome) => {
    staged = () => answer;

    expect(await ask(connector(more))).toMatchObject(outcome);
  });

  it('cannot know what became of what was not answered in time', async () => {
    staged = () => ({ afterMs: 3_000 });

    expect(await ask(connector(), 100)).toEqual({ kind: 'ambiguous', reason: 'no answer in time' });
  });

  it('knows that nothing was done where nobody listens', async () => {
    const nobody = await serveJson(() => ({}));
    await nobody.close();

    expect(await ask(connector({ url: `${nobody.url}/{{ number }}` }))).toMatchObject({
      ...{ kind: 'unreached', reason: 'ECONNREFUSED' },
    });
  });

  it.each([
    ['this machine by name', 'http://localhost:1/{{ number }}'],
    ['this machine by address', 'http://127.0.0.1:1/{{ number }}'],
    ['metadata', 'http://169.254.169.254/{{ number }}'],
    ['an address in decimal', 'http://2130706433:1/{{ number }}'],
  ])('does not reach %s unless that is allowed', async (_title, url) => {
    const outcome = await ask(connector({ url, allow_private: false }));

    expect(outcome).toMatchObject({ kind: 'refused' });
    expect('reason' in outcome && outcome.reason).toMatch(/private network/);
  });

  it.each<readonly [ConnectorEntry['auth'], Readonly<Record<string, string>>]>([
    [{ bearer: '${TOKEN}' }, { authorization: 'Bearer sesame' }],
    [{ basic: { user: 'ana', password: '${PASSWORD}' } }, { authorization: 'Basic YW5hOnB3' }],
    [{ header: { name: 'X-Api-Key', value: '${TOKEN}' } }, { 'x-api-key': 'sesame' }],
  ])('says who it is by %j', async (auth, headers) => {
    staged = () => ({});
    await ask(connector({ auth }));

    expect(last()?.headers).toMatchObject(headers);
  });

  it('gets a token once, and another where the first is withdrawn', async () => {
    let tokens = 0;
    staged = ({ path, headers }) => {
      if (path === '/token') {
        tokens += 1;
        return { json: { access_token: `t${String(tokens)}`, expires_in: 3600 } };
      }
      return headers.authorization === 'Bearer t1' && tokens === 1 && isWithdrawn
        ? { status: 401 }
        : { json: headers.authorization };
    };
    let isWithdrawn = false;
    const asked = connector({
      auth: {
        oauth2: {
          ...{ token_url: `${system.url}/token`, client_id: 'me' },
          client_secret: '${PASSWORD}',
        },
      },
    });

    const both = await Promise.all([ask(asked), ask(asked)]);
    isWithdrawn = true;

    expect(both).toEqual([1, 2].map(() => ({ kind: 'answered', value: 'Bearer t1' })));
    expect(await ask(asked)).toEqual({ kind: 'answered', value: 'Bearer t2' });
  });

  it.each<readonly [string, StagedAnswer, string]>([
    [
      'a secret that is wrong',
      { status: 401, json: { error: 'invalid_client', error_description: 'me' } },
      'HTTP 401 (invalid_client: look at client_id and client_secret)',
    ],
    ['words of its own', { status: 400, json: { error: 'Ana owes us' } }, 'HTTP 400'],
    ['no token at all', { json: {} }, 'HTTP 200 without an access_token'],
  ])('says what is wrong where a token’s server answers %s', async (_what, answer, why) => {
    staged = () => answer;
    const token = { token_url: `${system.url}/token`, client_id: 'me', client_secret: 'x' };

    expect(await ask(connector({ auth: { oauth2: token } }))).toMatchObject({
      reason: `no token was to be had: ${why} from ${new URL(system.url).host}`,
    });
  });

  it('shows who tries it what came, also where nothing can be made of it', async () => {
    staged = () => ({ status: 404, json: { error: 'gone' } });
    const came: unknown[] = [];

    await connector().ask({ number: 'AB1' }, undefined, AbortSignal.timeout(5_000), (received) =>
      came.push(received),
    );

    expect(came).toMatchObject([{ status: 404, text: '{"error":"gone"}' }]);
  });

  it('gives a repeated call the same name, where it has one', async () => {
    staged = () => ({});
    await ask(connector({ method: 'POST', body: { n: '{{ number }}' } }), 5_000, 'c-1-0');

    expect(last()).toMatchObject({ body: '{"n":"AB1"}', headers: { 'idempotency-key': 'c-1-0' } });
  });

  it('asks once for as long as an answer is good', async () => {
    const before = system.seen.length;
    staged = (_request, nth) => ({ json: nth });
    const asked = connector({ cache: 60_000 });

    expect(await ask(asked)).toEqual(await ask(asked));
    expect(system.seen.length).toBe(before + 1);
  });
});
