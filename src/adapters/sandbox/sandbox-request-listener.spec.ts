import { createHmac } from 'node:crypto';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { type ServedSandbox, serveSandbox } from '../../../test/support/sandbox/serve-sandbox.ts';
import type { WebhookAnswer, WebhookRequest } from './inbound/deliver.ts';

const SECRET = 'a-secret-of-the-webhook';
const KEY = 'rest-key';
const SEND = '/campaigns/trigger/send';
const A_SEND = {
  campaign_id: 'parley-text',
  recipients: [
    { external_user_id: 'ana', trigger_properties: { external_system_msg_body: 'hello' } },
  ],
};

let served: ServedSandbox;
let webhooks: WebhookRequest[];
let answers: WebhookAnswer[];

beforeEach(async () => {
  webhooks = [];
  answers = [];
  served = await serveSandbox({
    restKey: KEY,
    webhook: {
      url: 'http://parley.test/webhooks/braze/whatsapp',
      secret: SECRET,
      pausesMs: [1, 1, 1, 1, 1],
      deliver: (request) => {
        webhooks.push(request);
        return Promise.resolve(answers.shift() ?? { status: 202 });
      },
    },
  });
});

afterEach(() => served.close());

function post(path: string, body: unknown, headers: object = {}): Promise<Response> {
  const usual = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(served.url + path, {
    method: 'POST',
    headers: { ...usual, ...headers },
    body: text,
  });
}

async function json(
  path: string,
  method = 'GET',
  body?: unknown,
): Promise<Record<string, unknown>> {
  const answer = await fetch(`${served.url}/sandbox/api${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await answer.json()) as Record<string, unknown>;
}

/** Ana's bubbles once the last webhook has come to an end. */
async function settledChat(): Promise<readonly Record<string, unknown>[]> {
  for (;;) {
    const { messages } = (await json('/users/ana/chat')) as { messages: { status: string }[] };
    if (messages.every(({ status }) => !status.endsWith('ing'))) return messages;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('the REST API over HTTP', () => {
  it('answers with the budget in lower-case headers', async () => {
    const answer = await post(SEND, A_SEND);

    expect(answer.status).toBe(201);
    expect(answer.headers.get('x-ratelimit-limit')).toBe('250000');
    expect(answer.headers.get('x-ratelimit-remaining')).toBe('249999');
    expect(Number(answer.headers.get('x-ratelimit-reset')) % 3_600).toBe(0);
  });

  it.each<[string, string, unknown, object, number]>([
    ['a wrong key', SEND, A_SEND, { authorization: 'Bearer wrong' }, 401],
    ['a key without Bearer', SEND, A_SEND, { authorization: KEY }, 401],
    ['another content type', SEND, A_SEND, { 'content-type': 'text/plain' }, 415],
    ['broken JSON', SEND, '{"campaign_id":', {}, 400],
    ['a list', SEND, [], {}, 400],
    ['a slash at the end', `${SEND}/`, A_SEND, {}, 404],
    ['an unknown path', '/users/unknown', {}, {}, 404],
    ['more than 4 MB', SEND, `"${'x'.repeat(4 * 1_024 * 1_024)}"`, {}, 413],
  ])('refuses %s', async (_, path, body, headers, status) => {
    const answer = await post(path, body, headers);

    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual(expect.any(Object));
    expect(served.sandbox.ledger.counters.messages_sent).toBe(0);
  });

  it('shows each call with whether its key was right, and never the key', async () => {
    await post(SEND, A_SEND);
    await post(SEND, A_SEND, { authorization: 'Bearer wrong' });

    const { calls } = await json('/calls');

    expect(calls).toMatchObject([
      { status: 401, authorized: false },
      { status: 201, authorized: true, method: 'POST', path: SEND, body: A_SEND },
    ]);
    expect(JSON.stringify(calls)).not.toContain(KEY);
  });

  it('answers 429 until the hour is over once the budget is spent', async () => {
    const limited = await serveSandbox({ limits: { sendsPerHour: 1 } });
    const send = (): Promise<Response> =>
      fetch(limited.url + SEND, {
        method: 'POST',
        headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
        body: JSON.stringify(A_SEND),
      });

    const statuses = [(await send()).status, (await send()).status];
    await limited.sandbox.clock.advance(3_600_000);
    statuses.push((await send()).status);
    await limited.close();

    expect(statuses).toEqual([201, 429, 201]);
  });
});

describe('faults', () => {
  it.each([
    ['refuse', 0],
    ['cut-before', 0],
    ['cut-after', 1],
  ] as const)('%s destroys the connection; %d messages were sent', async (kind, sent) => {
    served.sandbox.faults.set([{ kind, times: 1 }]);

    await expect(post(SEND, A_SEND)).rejects.toThrow();

    expect(served.sandbox.ledger.counters.messages_sent).toBe(sent);
    expect((await post(SEND, A_SEND)).status).toBe(201);
  });

  it.each([
    [false, 0],
    [true, 1],
  ])('a 503 with applied %p sends %d messages', async (applied, sent) => {
    await json('/faults', 'PUT', { faults: [{ kind: 'status', status: 503, applied, times: 1 }] });

    expect((await post(SEND, A_SEND)).status).toBe(503);

    expect(served.sandbox.ledger.counters.messages_sent).toBe(sent);
  });

  it('plays on its endpoint only', async () => {
    served.sandbox.faults.set([{ kind: 'rate-limit', endpoint: '/users/track' }]);

    const track = await post('/users/track', { attributes: [{ external_id: 'a' }] });

    expect(track.status).toBe(429);
    expect(track.headers.get('x-ratelimit-remaining')).toBe('0');
    expect((await post(SEND, A_SEND)).status).toBe(201);
  });

  it('adds a notice, errors, latency, and a body that dawdles', async () => {
    served.sandbox.faults.set([{ kind: 'notice', times: 1 }]);
    expect(await (await post(SEND, A_SEND)).json()).not.toHaveProperty('dispatch_id');

    served.sandbox.faults.set([
      { kind: 'errors' },
      { kind: 'latency', ms: 20 },
      { kind: 'slow-body', ms: 20 },
    ]);
    const before = Date.now();
    expect(await (await post(SEND, A_SEND)).json()).toMatchObject({
      dispatch_id: expect.any(String),
      errors: [expect.any(String)],
    });
    expect(Date.now() - before).toBeGreaterThanOrEqual(38);
  });

  it('names all that is wrong with faults at once', async () => {
    const faults = [{ kind: 'flood' }, { kind: 'status', status: 99, why: 1 }];

    const { code, message } = await json('/faults', 'PUT', { faults });

    expect(code).toBe('sandbox.request-invalid');
    expect(message).toMatch(/faults\[0\]\.kind.*faults\[1\]\.status.*faults\[1\]\.why/);
  });
});

describe('a customer who writes', () => {
  beforeEach(() => json('/users', 'POST', { external_id: 'ana', phone: '+34600111222' }));

  const write = (text: string): Promise<unknown> => json('/users/ana/messages', 'POST', { text });

  it('is forwarded with our template, escaped, and a signature over her identity', async () => {
    await write('say "hi",\n","user_id":"victim');
    await settledChat();

    const [{ headers, body } = { headers: {}, body: '' }] = webhooks;
    const payload = JSON.parse(body) as Record<string, string>;
    expect(payload).toMatchObject({
      user_id: 'ana',
      phone_number: '+34600111222',
      message: 'say "hi",\n","user_id":"victim',
    });
    const signed = `ana.${payload['dispatch_id'] ?? ''}.${payload['rendered_at'] ?? ''}`;
    expect(headers).toMatchObject({
      authorization: `Bearer ${SECRET}`,
      'x-parley-user': 'ana',
      'x-parley-signature': createHmac('sha256', SECRET).update(signed).digest('hex'),
    });
  });

  it('is forwarded as the guide has it where that template is chosen', async () => {
    await json('/settings', 'PUT', { template: 'raw', signs: false });

    await write('hi","user_id":"victim');
    await settledChat();

    expect(webhooks[0]?.body).toBe(
      '{\n  "user_id": "ana",\n  "phone_number": "+34600111222",\n  "message": "hi","user_id":"victim"\n}',
    );
    expect(webhooks[0]?.headers).not.toHaveProperty('x-parley-user');
  });

  it('is forwarded again, word for word, until Parley takes it', async () => {
    answers = [{ status: 503 }, { status: 429 }];

    await write('hi');

    expect(await settledChat()).toMatchObject([{ status: 'forwarded', attempts: 3 }]);
    expect(new Set(webhooks.map(({ body }) => body)).size).toBe(1);
  });

  it('is lost by a 4xx, or after five retries', async () => {
    answers = [{ status: 400 }, ...Array.from({ length: 6 }, () => ({ status: 500 }))];

    await write('one');
    await settledChat();
    await write('two');

    expect(await settledChat()).toMatchObject([
      { status: 'lost', attempts: 1 },
      { status: 'lost', attempts: 6 },
    ]);
  });

  it('is forwarded once only by a campaign that is not re-eligible', async () => {
    await json('/settings', 'PUT', { re_eligible: false });

    await write('one');
    await settledChat();
    await write('two');

    expect(await settledChat()).toMatchObject([
      { status: 'forwarded' },
      { status: 'not-forwarded', reason: expect.stringContaining('re-eligible') },
    ]);
  });
});

describe('/sandbox/api', () => {
  it('lists its routes', async () => {
    const { routes } = await json('');

    expect(routes).toContainEqual(
      expect.stringMatching(/^POST \/sandbox\/api\/users\/:id\/messages/),
    );
  });

  it.each([
    ['GET', '/users/nobody', undefined, 'POST /sandbox/api/users'],
    ['GET', '/nothing', undefined, 'GET /sandbox/api'],
    ['POST', '/users', {}, 'external_id'],
    ['POST', '/users', { external_id: 'a', subscription: 'x' }, 'subscribed'],
    ['POST', '/clock', { advance: 'tomorrow' }, '25h'],
    ['PUT', '/settings', { template: 'x' }, 'hardened'],
    ['PUT', '/settings', { colour: 'x' }, 'webhook_url'],
  ])('%s %s with %j says the cure', async (method, path, body, cure) => {
    const { message } = await json(path, method, body);

    expect(message).toContain(cure);
  });

  it('takes only JSON, which a form of another site cannot send', async () => {
    const answer = await fetch(`${served.url}/sandbox/api/reset`, { method: 'POST', body: '{}' });

    expect(answer.status).toBe(400);
  });

  it('streams the whole state first and then what changes', async () => {
    await json('/users', 'POST', { external_id: 'ana' });
    const stream = await fetch(`${served.url}/sandbox/api/users/ana/stream`);
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    let seen = '';
    const until = async (wanted: string): Promise<void> => {
      while (!seen.includes(wanted)) seen += (await reader?.read())?.value ?? '';
    };

    await until('event: state');
    await post(SEND, A_SEND);
    await until('event: message');
    await until('event: call');
    await json('/users/ana/subscription', 'PUT', { state: 'unsubscribed' });
    await until('"subscription":"unsubscribed"');
    await reader?.cancel();

    expect(seen).toContain('"text":"hello"');
  });

  it('forgets everything but its settings on reset', async () => {
    await post(SEND, A_SEND);

    await json('/reset', 'POST', {});

    expect(await json('/users')).toEqual({ users: [] });
    expect(await json('/counters')).toMatchObject({ messages_sent: 0 });
  });
});
