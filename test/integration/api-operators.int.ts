import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Answered, ApiClient } from '../support/api/api-client.ts';
import { ServedApi } from '../support/api/served-api.ts';
import { eventually } from '../support/eventually.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const database = useDatabase();

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}
const pageOf = <T>({ body }: Answered): Page<T> => body as Page<T>;
const codeOf = ({ body }: Answered): string | undefined =>
  (body as { readonly error?: { readonly code?: string } } | undefined)?.error?.code;

describe('the API', () => {
  const api = new ServedApi(database);
  let admin: ApiClient;
  beforeAll(async () => {
    await api.start();
    admin = await api.admin();
  }, 120_000);
  afterAll(() => api.stop());

  /** A customer who has written, through the webhook's own door. */
  const customer = async (text = 'hello'): Promise<{ id: string; name: string }> => {
    const name = `customer-${randomUUID()}`;
    const body = { user_id: name, phone_number: '+34600000001', message: text };
    const answered = await api.client().send('POST', '/webhooks/braze/whatsapp', body, {
      authorization: 'Bearer a-secret-for-tests-only',
    });
    expect(answered.status).toBe(202);
    return { id: (answered.body as { conversation_id: string }).conversation_id, name };
  };
  const inQueue = async (queue: string): Promise<string> => {
    const { id } = await customer();
    await api.write(
      `INSERT INTO handoff (conversation_id, seq, queue, reason, priority, requested_at)
       VALUES ($1, 1, $2, 'asked', 'normal', parley_now())`,
      [id, queue],
    );
    return id;
  };

  it('shows a conversation with what was written and what was said', async () => {
    const { id, name } = await customer('opening hours');

    const shown = await admin.send('GET', `/api/conversations/${id}`);
    expect(shown.body).toMatchObject({
      ...{ id, owner: 'bot', window_open: true, handoff: null },
      recipient: { kind: 'external_id', value: name },
    });
    const { items, next } = pageOf<{ kind: string; replies: unknown[] }>(
      await admin.send('GET', `/api/conversations/${id}/transcript`),
    );
    expect(next).toBeNull();
    expect(items).toMatchObject([
      {
        ...{ seq: 1, kind: 'message', payload: { text: 'opening hours' }, parked: null },
        replies: [{ reply: `${id}:1:0`, sender: 'bot', delivery: null }],
      },
    ]);
  });

  it('pages through lists without a gap and without a repetition', async () => {
    const made = new Set<string>();
    for (let count = 0; count < 5; count += 1) made.add((await customer()).id);

    const found: string[] = [];
    for (let path = '/api/conversations?limit=2'; path !== '';) {
      const page = pageOf<{ id: string }>(await admin.send('GET', path));
      found.push(...page.items.map(({ id }) => id));
      path = page.next === null ? '' : `/api/conversations?limit=2&cursor=${page.next}`;
    }

    expect(new Set(found).size).toBe(found.length);
    expect(found.filter((id) => made.has(id))).toHaveLength(5);
    expect([...found].sort().reverse()).toEqual(found);
  });

  it('finds a customer by their whole name, and by the conversation', async () => {
    const { id, name } = await customer();

    for (const q of [name, id, ` ${name} `]) {
      const page = pageOf<{ id: string }>(
        await admin.send('GET', `/api/conversations?q=${encodeURIComponent(q)}`),
      );
      expect(page.items.map((one) => one.id)).toEqual([id]);
    }
    for (const q of [name.slice(0, -1), "' OR 1=1 --", '%', '\u0000']) {
      const answered = await admin.send('GET', `/api/conversations?q=${encodeURIComponent(q)}`);
      if (answered.status === 200) expect(pageOf(answered).items).toEqual([]);
      else expect(answered.status).toBe(400);
    }
  });

  it('shows an agent the conversations of their queues and nobody else’s: as if there were none', async () => {
    const agent = await api.person(['agent'], ['care']);
    const [theirs, others] = [await inQueue('care'), await inQueue('billing')];

    const listed = pageOf<{ id: string }>(await agent.send('GET', '/api/conversations?limit=200'));
    expect(listed.items.map(({ id }) => id)).toEqual([theirs]);
    expect((await agent.send('GET', `/api/conversations/${theirs}`)).status).toBe(200);
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['GET', '/transcript', undefined],
      ['POST', '/take', {}],
      ['POST', '/return', {}],
      ['POST', '/reply', { key: randomUUID(), text: 'hi' }],
    ] as const) {
      const hidden = await agent.send(method, `/api/conversations/${others}${path}`, body);
      const missing = await agent.send(method, `/api/conversations/${randomUUID()}${path}`, body);
      expect([hidden.status, codeOf(hidden)]).toEqual([404, 'conversations.not-found']);
      expect([missing.status, codeOf(missing)]).toEqual([404, 'conversations.not-found']);
    }
    const q = await agent.send('GET', `/api/conversations?q=${others}`);
    expect(pageOf(q).items).toEqual([]);
  });

  it('lets an agent take a conversation, answer in it once a press, and give it back', async () => {
    const agent = await api.person(['agent']);
    const { id } = await customer();
    const path = `/api/conversations/${id}`;
    const key = randomUUID();

    const early = await agent.send('POST', `${path}/reply`, { key, text: 'too early' });
    expect([early.status, codeOf(early)]).toEqual([409, 'conversations.not-in-that-state']);

    expect((await agent.send('POST', `${path}/take`)).status).toBe(200);
    const first = await agent.send('POST', `${path}/reply`, { key, text: 'I am here' });
    const again = await agent.send('POST', `${path}/reply`, { key, text: 'I am here' });
    expect(first.body).toMatchObject({ status: 'accepted' });
    expect(again.body).toMatchObject({ ...(first.body as object), status: 'duplicate' });
    expect((await agent.send('POST', `${path}/return`)).status).toBe(200);

    const { items } = pageOf<{ kind: string; payload: object; replies: object[] }>(
      await agent.send('GET', `${path}/transcript`),
    );
    const reply = items.find(({ kind }) => kind === 'agent-reply');
    expect(reply).toMatchObject({ payload: { agent: agent.id, text: 'I am here' } });
    expect(reply?.replies).toMatchObject([{ sender: 'agent' }]);
    expect(items.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['message', 'agent-took', 'returned-to-bot']),
    );
    await agent.send('GET', path);
    // Who read is written behind the answer.
    const audited = await eventually(
      async () =>
        pageOf<{ action: string; actor: string }>(
          await admin.send('GET', `/api/audit?subject=${id}`),
        ).items,
      (items) => items.some(({ action }) => action === 'conversation.read'),
      30_000,
    );
    expect(audited.map(({ action, actor }) => [action, actor])).toEqual([
      ['conversation.read', agent.email],
      ['conversation.return', agent.email],
      ['conversation.reply', agent.email],
      ['conversation.reply', agent.email],
      ['conversation.take', agent.email],
    ]);
  });

  it('sends no free text when the 24 hours are over, and says so', async () => {
    const { id } = await customer();
    await admin.send('POST', `/api/conversations/${id}/take`);
    await api.write(
      "UPDATE conversation SET window_ends_at = parley_now() - interval '1 s' WHERE id = $1",
      [id],
    );

    const late = await admin.send('POST', `/api/conversations/${id}/reply`, {
      key: randomUUID(),
      text: 'sorry for the wait',
    });

    expect([late.status, codeOf(late)]).toEqual([400, 'conversations.window-closed']);
  });

  it.each([
    ['a key that nobody agreed on', { reason: 'x', role: 'admin' }, 'role'],
    ['nothing', {}, 'reason'],
    ['null', { reason: null }, 'reason'],
    ['another kind', { reason: ['x'] }, 'reason'],
    ['a NUL', { reason: 'a\u0000b' }, 'reason'],
    [
      'a prototype',
      JSON.parse('{"reason":"x","__proto__":{"a":1},"constructor":1}') as object,
      'constructor',
    ],
  ])('refuses a body with %s, and says where', async (_what, body, at) => {
    const refused = await admin.send('PUT', '/api/pause', body);

    expect([refused.status, codeOf(refused)]).toEqual([400, 'api.not-as-agreed']);
    const { faults } = (refused.body as { error: { details: { faults: { at: string }[] } } }).error
      .details;
    expect(faults.map((fault) => fault.at)).toContain(at);
    expect((await admin.send('GET', '/api/pause')).body).toMatchObject({ paused: false });
  });

  it.each([
    ['no JSON', '{"reason":', 400],
    ['a list', '[]', 400],
    ['more than is read', JSON.stringify({ reason: 'x'.repeat(300_000) }), 413],
  ])('answers a body that is %s in the one form', async (_what, body, status) => {
    const response = await fetch(`${api.url}/api/pause`, {
      method: 'PUT',
      body,
      headers: {
        'content-type': 'application/json',
        cookie: admin.cookie,
        'x-parley-csrf': admin.csrf,
      },
    });

    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      error: { code: expect.any(String) as unknown, reference: expect.any(String) as unknown },
    });
  });

  it.each([
    '/api/conversations?limit=0',
    '/api/conversations?limit=201',
    '/api/conversations?limit=ten',
    '/api/conversations?owner=boss',
    '/api/conversations?cursor=%27',
    '/api/conversations?order=owner',
    '/api/conversations?q=a&q=b',
    '/api/audit?cursor=-1',
    '/api/replies?trouble=none',
    '/api/replies?conversation=1',
    '/api/releases?cursor=1e3',
  ])('refuses %s', async (path) => {
    const refused = await admin.send('GET', path);

    expect([refused.status, codeOf(refused)]).toEqual([400, 'api.not-as-agreed']);
  });

  it('lists replies in trouble without what they say, and does what is decided', async () => {
    const { id } = await customer();
    await api.write(
      `UPDATE reply SET state = 'failed', leased_by = NULL, settled_at = parley_now(), reason = 'cut'
       WHERE conversation_id = $1 AND idx = 0`,
      [id],
    );
    const listed = await admin.send('GET', `/api/replies?trouble=dead&conversation=${id}`);
    const { items } = pageOf<{ reply: string }>(listed);
    expect(items).toMatchObject([{ state: 'failed', reason: 'cut', trouble: 'dead' }]);
    expect(JSON.stringify(items)).not.toContain('properties');
    const name = items[0]?.reply ?? '';
    const whole = await admin.send('GET', `/api/replies/${name}?text=true`);
    expect(whole.body).toMatchObject({ properties: expect.any(Object) as unknown });

    const wish = { replies: [name, `${randomUUID()}:1:0`], reason: 'told by phone' };
    const retried = await admin.send('POST', '/api/replies/retry', wish);
    expect(pageOf(retried).items).toMatchObject([
      { reply: name, outcome: 'done', was: 'failed' },
      { outcome: 'not-found', was: null },
    ]);
    const dropped = await admin.send('POST', '/api/replies/drop', {
      replies: [name],
      reason: 'no',
    });
    expect(pageOf(dropped).items).toMatchObject([{ outcome: 'done', was: 'pending' }]);
    const audited = await admin.send('GET', `/api/audit?action=reply.&subject=${name}`);
    expect(pageOf(audited).items).toMatchObject([
      { actor: admin.email, action: 'reply.drop' },
      { actor: admin.email, action: 'reply.retry', details: { reason: 'told by phone' } },
    ]);
    expect((await admin.send('GET', '/api/replies/nonsense')).status).toBe(400);
  });

  it('shows what was set aside, and gives it to its conversation', async () => {
    const answered = await fetch(`${api.url}/webhooks/braze/whatsapp`, {
      method: 'POST',
      body: 'nothing that anybody reads',
      headers: { authorization: 'Bearer a-secret-for-tests-only' },
    });
    expect(await answered.json()).toMatchObject({ status: 'quarantined' });
    const { items } = pageOf<{ id: string }>(await admin.send('GET', '/api/quarantine'));
    const id = items[0]?.id ?? '';
    const whole = await admin.send('GET', `/api/quarantine/${id}`);
    expect(whole.body).toMatchObject({ state: 'open', body: 'nothing that anybody reads' });

    const blind = await admin.send('POST', `/api/quarantine/${id}/redrive`, {});
    expect([blind.status, codeOf(blind)]).toEqual([400, 'quarantine.still-unreadable']);
    const identity = { kind: 'external_id', value: `customer-${randomUUID()}` };
    const redriven = await admin.send('POST', `/api/quarantine/${id}/redrive`, {
      ...{ identity, text: 'where is my order' },
    });
    expect(redriven.body).toMatchObject({ status: 'accepted', seq: 1 });
    expect((await admin.send('POST', `/api/quarantine/${id}/dismiss`, {})).status).toBe(409);
    expect((await admin.send('GET', '/api/quarantine?state=redriven')).body).toMatchObject({
      items: [{ id }],
    });
    const audited = await admin.send('GET', `/api/audit?subject=${id}`);
    expect(pageOf<{ action: string }>(audited).items.map(({ action }) => action)).toEqual([
      'quarantine.redrive',
      'quarantine.read',
    ]);
  });

  it('pauses once and says who did', async () => {
    const [one, other] = [await api.person(['lead']), await api.person(['lead'])];

    const first = await one.send('PUT', '/api/pause', { reason: 'wrong prices' });
    const second = await other.send('PUT', '/api/pause', { reason: 'me too' });

    expect(first.body).toMatchObject({ paused: true, changed: true, by: one.email });
    expect(second.body).toMatchObject({ paused: true, changed: false, reason: 'wrong prices' });
    expect((await other.send('DELETE', '/api/pause')).body).toMatchObject({
      ...{ paused: false, changed: true, by: null },
    });
  });

  it('shows which release is live', async () => {
    const live = await admin.send('GET', '/api/releases/live');
    const listed = pageOf(await admin.send('GET', '/api/releases'));

    expect(live.body).toMatchObject({
      id: 1,
      live: true,
      hash: expect.stringMatching(/^\w{64}$/) as unknown,
    });
    expect(listed.items).toEqual([live.body]);
    expect(JSON.stringify(listed)).not.toContain('files');
  });

  it('tells browsers what to refuse, and nobody what it is made of', async () => {
    const { headers } = await admin.send('GET', '/api/session');

    expect(headers.get('content-security-policy')).toMatch(/script-src 'self';/);
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
    const nowhere = await admin.send('GET', '/api/nothing-here');
    expect([nowhere.status, codeOf(nowhere)]).toEqual([404, 'http.refused']);
  });
});
