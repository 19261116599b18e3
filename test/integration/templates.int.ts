import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Answered, ApiClient } from '../support/api/api-client.ts';
import { ServedApi } from '../support/api/served-api.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const database = useDatabase();
const VALUES = { name: 'Dora', order_no: 'AB123456', news: 'it is late.' };
const NEWS = { template: 'order_news', locale: 'en', values: VALUES };
const READ =
  'Hello Dora, there is news about your order AB123456: it is late. Shall we talk about it?';

interface Failure {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
}
const errorOf = ({ body }: Answered): Failure => (body as { error: Failure }).error;
const idOf = ({ body }: Answered): string => (body as { conversation_id: string }).conversation_id;

describe('what agents write beside free text', () => {
  const api = new ServedApi(database);
  let ana: ApiClient;
  beforeAll(async () => {
    await api.start();
    ana = await api.person(['agent']);
  }, 120_000);
  afterAll(() => api.stop());

  const writes = (name: string, message: string, phone = '+34600000001'): Promise<Answered> => {
    const body = { user_id: name, phone_number: phone, message };
    const headers = { authorization: 'Bearer a-secret-for-tests-only' };
    return api.client().send('POST', '/webhooks/braze/whatsapp', body, headers);
  };
  const customer = async (phone?: string): Promise<{ id: string; name: string }> => {
    const name = `customer-${randomUUID()}`;
    return { id: idOf(await writes(name, 'hello', phone)), name };
  };

  describe('templates that agents send', () => {
    const closeWindow = (id: string) =>
      api.write(
        "UPDATE conversation SET window_ends_at = parley_now() - interval '1 s' WHERE id = $1",
        [id],
      );
    const start = (
      who: ApiClient,
      value: string,
      more: object = {},
      kind = 'external_id',
    ): Promise<Answered> => {
      const body = {
        key: randomUUID(),
        queue: 'care',
        ...NEWS,
        recipient: { kind, value },
        ...more,
      };
      return who.send('POST', '/api/conversations', body);
    };
    const replies = (id: string) =>
      api.write(
        `SELECT sender, carrier, campaign_id, properties, state, expires_at > due_at + interval '1 hour' AS lasts
       FROM reply WHERE conversation_id = $1 AND sender = 'agent' ORDER BY seq`,
        [id],
      );

    it('are offered in the customer’s language first, and filled in as far as they are known', async () => {
      const { id } = await customer();

      const { body } = await ana.send('GET', `/api/conversations/${id}/templates`);
      const { items } = body as { items: { name: string; locale: string; variables: object[] }[] };

      expect(items.map(({ name, locale }) => `${name} ${locale}`)).toEqual([
        ...['order_news en', 'still_there en', 'order_news es', 'still_there es'],
      ]);
      expect(items[0]?.variables).toEqual([
        { name: 'name', title: 'Name', max_length: 60, value: '' },
        { name: 'order_no', title: 'Order number', max_length: 20, value: '' },
        { name: 'news', title: 'The news', max_length: 300, value: '' },
      ]);
    });

    it('leave when free text may not, by the lane of replies and once a press', async () => {
      const { id } = await customer();
      await ana.send('POST', `/api/conversations/${id}/take`);
      await closeWindow(id);
      const text = { key: randomUUID(), text: 'too late' };
      const free = await ana.send('POST', `/api/conversations/${id}/reply`, text);
      expect(errorOf(free).code).toBe('conversations.window-closed');

      const body = { key: randomUUID(), ...NEWS };
      const first = await ana.send('POST', `/api/conversations/${id}/template`, body);
      const again = await ana.send('POST', `/api/conversations/${id}/template`, body);

      expect(first).toMatchObject({ status: 200, body: { status: 'accepted' } });
      expect(again.body).toEqual({ ...(first.body as object), status: 'duplicate' });
      expect(await replies(id)).toEqual([
        {
          ...{ sender: 'agent', carrier: 'template', campaign_id: 'parley-order-news-en' },
          ...{ properties: VALUES, state: 'pending', lasts: true },
        },
      ]);
      const { body: read } = await ana.send('GET', `/api/conversations/${id}/transcript`);
      expect((read as { items: object[] }).items[0]).toMatchObject({
        ...{ kind: 'agent-template', payload: { agent: ana.id, text: READ } },
        replies: [{ sender: 'agent', carrier: 'template' }],
      });
    });

    it.each([
      ['a variable is missing', { values: { name: 'Dora', news: 'x' } }, 'order_no', 'missing'],
      ['one is not one line', { values: { ...VALUES, news: 'a\nb' } }, 'news', 'not-one-line'],
      ['one is too long', { values: { ...VALUES, name: 'x'.repeat(61) } }, 'name', 'too-long'],
      ['one is none of its own', { values: { ...VALUES, price: '1' } }, 'price', 'unknown'],
    ])('are refused where %s, which is named', async (_what, wrong, at, why) => {
      const { id } = await customer();
      await ana.send('POST', `/api/conversations/${id}/take`);
      const body = { key: randomUUID(), ...NEWS, ...wrong };

      const refused = await ana.send('POST', `/api/conversations/${id}/template`, body);

      expect([refused.status, errorOf(refused).code]).toEqual([400, 'templates.unfit']);
      expect(errorOf(refused).details['faults']).toMatchObject([{ at, why }]);
      expect(await replies(id)).toEqual([]);
    });

    it.each([
      ['an unknown template', { template: 'spam' }, 400, 'templates.unknown'],
      ['a language that it has not', { locale: 'fr' }, 400, 'templates.unknown'],
      ['values that are no texts', { values: { name: 1 } }, 400, 'api.not-as-agreed'],
      ['a NUL', { values: { ...VALUES, name: 'a\0' } }, 400, 'api.not-as-agreed'],
      ['a conversation of nobody', {}, 409, 'handoff.not-yours'],
    ])('are refused for %s', async (_what, wrong, status, code) => {
      const { id } = await customer();
      if (status === 400) await ana.send('POST', `/api/conversations/${id}/take`);
      const body = { key: randomUUID(), ...NEWS, ...wrong };

      const refused = await ana.send('POST', `/api/conversations/${id}/template`, body);

      expect([refused.status, errorOf(refused).code]).toEqual([status, code]);
    });

    it('begin a chat with who has never written: it is the agent’s, and no free text leaves', async () => {
      const name = `new-${randomUUID()}`;

      const started = await start(ana, name);

      expect(started).toMatchObject({ status: 200, body: { status: 'accepted', seq: 1 } });
      const id = idOf(started);
      const { body: shown } = await ana.send('GET', `/api/conversations/${id}`);
      expect(shown).toMatchObject({
        ...{ owner: 'agent', epoch: 1, window_open: false },
        ...{ recipient: { kind: 'external_id', value: name } },
        handoff: { queue: 'care', reason: 'an agent wrote first', taken_by: ana.id },
      });
      const free = await ana.send('POST', `/api/conversations/${id}/reply`, {
        ...{ key: randomUUID(), text: 'hello?' },
      });
      expect(errorOf(free).code).toBe('conversations.window-closed');
      await ana.send('POST', `/api/conversations/${id}/close`, { code: 'solved' });
      const said = await api.write(
        `SELECT sender, carrier, expires_at <= due_at AS late FROM reply
       WHERE conversation_id = $1 ORDER BY seq, idx`,
        [id],
      );
      expect(said).toEqual([
        { sender: 'agent', carrier: 'template', late: false },
        { sender: 'bot', carrier: 'campaign', late: true },
      ]);
      const admin = await api.admin();
      const { body: audit } = await admin.send('GET', `/api/audit?subject=${id}`);
      expect(
        (audit as { items: { action: string }[] }).items.map(({ action }) => action),
      ).toContain('conversation.start');
    });

    it('begin a chat once, of two agents who write to one customer: the other is told who', async () => {
      const others = await Promise.all([1, 2, 3].map(() => api.person(['agent'])));
      for (let round = 0; round < 10; round += 1) {
        const name = round % 2 === 0 ? `new-${randomUUID()}` : (await customer()).name;

        const answers = await Promise.all(others.map((who) => start(who, name)));

        const won = answers.filter(({ status }) => status === 200);
        const lost = answers.filter(({ status }) => status !== 200);
        expect([won.length, lost.length]).toEqual([1, 2]);
        for (const answer of won) {
          const winner = others[answers.indexOf(answer)];
          expect(await replies(idOf(answer))).toHaveLength(1);
          for (const one of lost) {
            expect([one.status, errorOf(one).code]).toEqual([409, 'chats.already-held']);
            expect(errorOf(one).details['by']).toBe(winner?.id);
          }
        }
      }
    });

    it('begin a chat once a press, though the press came twice', async () => {
      const name = `new-${randomUUID()}`;
      const key = randomUUID();

      const [one, two] = await Promise.all([start(ana, name, { key }), start(ana, name, { key })]);

      expect([one, two].map(({ body }) => (body as { status: string }).status).sort()).toEqual([
        ...['accepted', 'duplicate'],
      ]);
      expect(await replies(idOf(one))).toHaveLength(1);
    });

    it('find a customer by any name that they go by, and nobody by a number that has never written', async () => {
      const phone = '+34600123456';
      const { id } = await customer(phone);

      const found = await start(ana, '0034 600-123-456', {}, 'phone');
      expect(idOf(found)).toBe(id);

      const stranger = await start(ana, '+34699999999', {}, 'phone');
      expect([stranger.status, errorOf(stranger).code]).toEqual([404, 'chats.unknown-number']);
      const aliased = await start(ana, '', {
        recipient: { kind: 'alias', label: 'crm', value: `c-${randomUUID()}` },
      });
      expect(aliased.status).toBe(200);
    });

    it('are sent to nobody who has opted out', async () => {
      const { name } = await customer();
      await writes(name, 'stop');
      await writes(name, 'yes');

      const refused = await start(ana, name);

      expect([refused.status, errorOf(refused).code]).toEqual([409, 'handoff.opted-out']);
    });

    it('are sent to nobody who is blocked', async () => {
      const { id, name } = await customer();
      const lead = await api.person(['lead']);
      await lead.send('POST', `/api/conversations/${id}/take`);
      const blocked = await lead.send('POST', `/api/conversations/${id}/block`, {
        reason: 'threats',
      });
      expect(blocked.status).toBe(200);

      const refused = await start(ana, name);

      expect([refused.status, errorOf(refused).code]).toEqual([409, 'handoff.blocked']);
    });

    it('begin chats in one’s own queues, and not more than people can mean', async () => {
      const mine = await api.person(['agent'], ['returns']);
      const refused = await start(mine, `new-${randomUUID()}`);
      expect([refused.status, errorOf(refused).code]).toEqual([403, 'chats.queue-of-others']);
      const nowhere = await start(ana, `new-${randomUUID()}`, { queue: 'nowhere' });
      expect(errorOf(nowhere).code).toBe('handoff.unknown-queue');

      const answers: number[] = [];
      for (let count = 0; count < 35; count += 1) {
        answers.push((await start(mine, 'x', { queue: 'nowhere' })).status);
      }
      expect(answers).toContain(429);
    });
  });

  describe('canned replies', () => {
    interface Canned {
      readonly id: string | null;
      readonly from: string;
      readonly key: string;
      readonly locale: string | null;
      readonly text: string;
    }
    const listOf = async (who: ApiClient): Promise<readonly Canned[]> =>
      ((await who.send('GET', '/api/desk/canned')).body as { items: Canned[] }).items;
    const textsOf = async (who: ApiClient, key: string): Promise<readonly string[]> =>
      (await listOf(who)).filter((each) => each.key === key).map(({ text }) => text);

    it('are one’s own, the team’s and the bot’s, in this order', async () => {
      const [bo, lead] = [await api.person(['agent']), await api.person(['lead'])];
      const own = { key: 'Hello', locale: 'en', text: ' Hi {name}! ' };
      const team = { key: 'hello', locale: 'en', text: 'Good day, {name}.' };

      expect((await bo.send('PUT', '/api/desk/canned', own)).status).toBe(200);
      expect((await lead.send('PUT', '/api/desk/canned/team', team)).status).toBe(200);
      await lead.send('PUT', '/api/desk/canned/team', { ...team, text: 'Hello, {name}.' });

      const bots = (await listOf(ana)).filter(({ key, from }) => key === 'hello' && from === 'bot');
      expect(bots.map(({ locale }) => locale)).toEqual(['en', 'es']);
      const ofBot = bots.map(({ text }) => text);
      expect(await textsOf(bo, 'hello')).toEqual(['Hi {name}!', 'Hello, {name}.', ...ofBot]);
      expect(await textsOf(ana, 'hello')).toEqual(['Hello, {name}.', ...ofBot]);
    });

    it('are changed by whose they are, and leave that behind in the audit', async () => {
      const [bo, lead] = [await api.person(['agent']), await api.person(['lead'])];
      const reply = { key: 'mine', text: 'mine' };
      const kept = await bo.send('PUT', '/api/desk/canned', reply);
      const { id } = kept.body as { id: string };

      expect((await bo.send('PUT', '/api/desk/canned/team', reply)).status).toBe(403);
      for (const [who, path] of [
        [ana, `/api/desk/canned/${id}`],
        [lead, `/api/desk/canned/team/${id}`],
        [bo, '/api/desk/canned/nonsense'],
      ] as const) {
        const refused = await who.send('DELETE', path);
        expect([refused.status, errorOf(refused).code]).toEqual([404, 'canned.not-found']);
      }
      expect((await bo.send('DELETE', `/api/desk/canned/${id}`)).status).toBe(204);
      expect(await textsOf(bo, 'mine')).toEqual([]);
      const admin = await api.admin();
      const { body } = await admin.send('GET', `/api/audit?subject=${id}`);
      expect((body as { items: { action: string }[] }).items.map(({ action }) => action)).toEqual([
        ...['canned.forget', 'canned.keep'],
      ]);
    });

    it('have a word for a key, and words', async () => {
      for (const wrong of [
        { key: 'two words' },
        { key: '' },
        { text: '  ' },
        { locale: 'english' },
      ]) {
        const body = { key: 'fine', text: 'fine', ...wrong };
        expect((await ana.send('PUT', '/api/desk/canned', body)).status).toBe(400);
      }
    });

    it('and templates fill in what is known of the customer', async () => {
      const { id } = await customer();

      const { body } = await ana.send('GET', `/api/conversations/${id}/customer`);

      expect(body).toEqual({ locale: 'en', name: null, values: {}, profile: [] });
    });
  });
});
