import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { NodeMediaSeals } from '#adapters/access/node-media-seals.ts';
import { HttpChatwootDesk } from '#adapters/connectors/chatwoot/http-chatwoot-desk.ts';
import { HttpChatwootFiles } from '#adapters/connectors/chatwoot/http-chatwoot-files.ts';
import { createChatwootDoor } from '#adapters/http/chatwoot/chatwoot-door.ts';
import { ContentFileTypes } from '#adapters/media/content-file-types.ts';
import { PostgresChatwootLinks } from '#adapters/postgres/chatwoot/postgres-chatwoot-links.ts';
import { PostgresConversationViews } from '#adapters/postgres/conversation-views/postgres-conversation-views.ts';
import { PostgresTime } from '#adapters/postgres/desk/postgres-time.ts';
import { PostgresHandoffFiles } from '#adapters/postgres/handoff/postgres-handoff-files.ts';
import { PostgresMediaFetches } from '#adapters/postgres/media/postgres-media-fetches.ts';
import { PostgresMediaShelf } from '#adapters/postgres/media/postgres-media-shelf.ts';
import { PostgresWebhookBook } from '#adapters/postgres/webhooks/postgres-webhook-book.ts';
import { PostgresWebhookOutbox } from '#adapters/postgres/webhooks/postgres-webhook-outbox.ts';
import { MonotonicClock } from '#adapters/system/monotonic-clock.ts';
import { NodeTimers } from '#adapters/system/node-timers.ts';
import { BringAttachments } from '#app/chatwoot/bring-attachments.ts';
import { CarryFiles } from '#app/chatwoot/carry-files.ts';
import { HearChatwoot } from '#app/chatwoot/hear-chatwoot.ts';
import { TellChatwoot } from '#app/chatwoot/tell-chatwoot.ts';
import { ReadConversations } from '#app/conversations/read-conversations.ts';
import { DescribeHandoff } from '#app/handoff/describe-handoff.ts';
import { QueuesNow } from '#app/handoff/queues-now.ts';
import { BringMedia } from '#app/media/bring-media.ts';
import { FetchMedia } from '#app/media/fetch-media.ts';
import { PublicMedia } from '#app/media/public-media.ts';
import { SendNotices } from '#app/webhooks/send-notices.ts';
import { NEWS_TYPES } from '#core/handoff/desk-news.ts';

import { aMessage, anArrival } from '../support/arrivals.ts';
import { ACCOUNT, INBOX } from '../support/chatwoot/chatwoot-shapes.ts';
import { SECRET, StandInChatwoot, TOKEN } from '../support/chatwoot/stand-in-chatwoot.ts';
import { DeskReplica } from '../support/desk-replica.ts';
import { eventually } from '../support/eventually.ts';
import { A_BOT, aRelease } from '../support/flow/a-release.ts';
import { HeardIncidents } from '../support/heard-incidents.ts';
import { GivenFiles } from '../support/media/given-files.ts';
import { aPng } from '../support/media/sample-files.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const TRAVEL = `
flow: travel
title: Travelling
start: { keywords: [travel] }
slots: { to: { type: text }, day: { type: text } }
steps:
  where: { ask: to, say: Where to? }
  when: { ask: day, say: 'When to {{ to }}?', goto: end }
`;
const BOT = A_BOT.replace(
  'queues: [care, returns]',
  'queues: { care: { desk: chatwoot }, returns: {} }',
).replace(
  'layouts:\n',
  'layouts:\n  document: { campaign: c-file, properties: { external_system_msg_body: text, file: document } }\n',
);
const PUBLIC = 'https://parley.example';
const RELEASE = aRelease([TRAVEL], `${BOT}desk: { call_back: always }\n`);
const database = useDatabase();

describe('Chatwoot as the desk of a queue', () => {
  let desk: DeskReplica;
  let chatwoot: StandInChatwoot;
  let http: HttpChatwootDesk;
  let notices: SendNotices;
  let door: Server;
  let incidents: HeardIncidents;
  let source: GivenFiles;
  let attached: HttpChatwootFiles;
  let fetching: FetchMedia;

  beforeAll(async () => {
    desk = new DeskReplica(database(), RELEASE);
    await desk.comes('ann');
    await new PostgresWebhookBook(desk.pool).add(
      {
        ...{ id: randomUUID(), kind: 'chatwoot', url: 'http://chatwoot', about: '', secret: '' },
        events: NEWS_TYPES,
      },
      'test',
    );
  });
  afterAll(() => desk.close());
  beforeEach(async () => {
    chatwoot = new StandInChatwoot();
    await chatwoot.open();
    incidents = new HeardIncidents();
    http = new HttpChatwootDesk({
      ...{ url: chatwoot.url, account: ACCOUNT, inbox: INBOX, token: () => TOKEN },
    });
    const { releases } = desk.accepting;
    const links = new PostgresChatwootLinks(desk.pool);
    const queues = new QueuesNow(releases, desk.board, new MonotonicClock());
    const files = new PostgresHandoffFiles(desk.pool);
    const carry = new CarryFiles(http, new PostgresMediaShelf(desk.pool), desk.line);
    const described = new DescribeHandoff(files, releases, new PostgresTime(desk.pool));
    const world = {
      ...{ outbox: new PostgresWebhookOutbox(desk.pool), clock: new MonotonicClock() },
      ...{ sender: new TellChatwoot(http, links, queues, described, carry) },
      ...{ timers: new NodeTimers(), incidents },
    };
    notices = new SendNotices(world);
    source = new GivenFiles();
    const fetches = new PostgresMediaFetches(desk.pool);
    const types = new ContentFileTypes();
    fetching = new FetchMedia({ ...world, fetches, source, types }, () => undefined);
    const conversations = new ReadConversations(new PostgresConversationViews(desk.pool));
    const [shelf, seals] = [new PostgresMediaShelf(desk.pool), new NodeMediaSeals()];
    const bring = new BringMedia(
      {
        conversations,
        shelf,
        types,
        seals,
        releases,
        links: new PublicMedia(shelf, seals, PUBLIC),
      },
      1_000_000,
    );
    attached = new HttpChatwootFiles({ origin: chatwoot.url, hosts: [], mostBytes: 1_000_000 });
    const hear = new HearChatwoot(
      ...([desk.door, links, desk.line, http] as const),
      ...([new BringAttachments(bring, attached), conversations, incidents] as const),
    );
    door = createServer(
      createChatwootDoor({
        ...{ hear, incidents, account: ACCOUNT, inbox: INBOX, secret: () => SECRET },
        nowMs: () => Date.now(),
      }),
    );
    await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
    chatwoot.callback = `http://127.0.0.1:${String((door.address() as AddressInfo).port)}/webhooks/chatwoot`;
    notices.start();
  });
  afterEach(async () => {
    await notices.stop();
    await chatwoot.close();
    await Promise.all([http.close(), attached.close()]);
    await new Promise((resolve) => door.close(resolve));
    await desk.pool.query(
      'TRUNCATE webhook_notice, chatwoot_link, conversation, identity, event, reply, timer, handoff, media, media_part',
    );
  });

  const writes = async (
    text: string,
    to?: { conversationId: string },
    ...media: string[]
  ): Promise<string> => {
    const identities = [{ kind: 'phone' as const, value: '34600000001' }];
    const event = aMessage(text, { media });
    const arrival = anArrival({ to: to ?? { identities }, event });
    const [receipt] = await desk.accepting.acceptEvents.execute([arrival]);
    return receipt?.conversationId ?? '';
  };
  const settles = async (expectations: () => Promise<void> | void): Promise<void> => {
    const look = async (): Promise<string> => {
      try {
        await expectations();
        return '';
      } catch (failure) {
        return String(failure);
      }
    };
    await eventually(look, (fault) => fault === '', 30_000);
  };
  const allTold = (): Promise<void> =>
    settles(async () => {
      const { rows } = await desk.pool.query(
        `SELECT 1 FROM webhook_notice WHERE state = 'pending'`,
      );
      expect(rows).toEqual([]);
    });
  const hurry = () => desk.pool.query('UPDATE webhook_notice SET due_at = parley_now()');
  const handedOver = async (): Promise<{ id: string; number: number }> => {
    const id = await writes('travel');
    const to = { conversationId: id };
    await writes('Rome', to);
    await writes('agent', to);
    await allTold();
    return { id, number: chatwoot.conversations.at(-1)?.id ?? 0 };
  };
  const sentBy = async (sender: string): Promise<readonly string[]> => {
    const { rows } = await desk.pool.query<{ properties: Record<string, string> }>(
      'SELECT properties FROM reply WHERE sender = $1 ORDER BY seq, idx',
      [sender],
    );
    return rows.map(({ properties }) => Object.values(properties)[0] ?? '');
  };
  const ownerOf = async (id: string): Promise<string | undefined> => {
    const { rows } = await desk.pool.query<{ owner: string }>(
      'SELECT owner::text FROM conversation WHERE id = $1',
      [id],
    );
    return rows[0]?.owner;
  };
  const said = (number: number): readonly string[] =>
    chatwoot
      .of(number)
      .messages.map((each) => `${each.private ? 'note' : each.type}: ${each.content}`);
  const filesOf = (number: number): readonly unknown[] =>
    chatwoot
      .of(number)
      .messages.flatMap(({ type, private: isPrivate, file }) =>
        file === undefined ? [] : [{ ...file, as: isPrivate ? 'note' : type }],
      );

  it('opens a conversation with the card, and carries words both ways', async () => {
    const { id, number } = await handedOver();
    expect(chatwoot.contacts).toMatchObject([
      { identifier: 'phone:34600000001', phone: '+34600000001' },
    ]);
    const [card = ''] = said(number);
    expect(card).toMatch(/^note: asked for a person/);
    expect(card).toContain('When to Rome?');
    expect(card).toContain('to: Rome');

    await writes('is anybody there?', { conversationId: id });
    await allTold();
    await chatwoot.agentWrites(number, 'Hi, this is Bea');
    await allTold();

    expect(said(number).slice(1)).toEqual([
      'incoming: is anybody there?',
      'outgoing: Hi, this is Bea',
    ]);
    expect(await sentBy('agent')).toEqual(['Hi, this is Bea']);
    expect(await ownerOf(id)).toBe('agent');
    expect(new Set(chatwoot.heard)).toEqual(new Set([200]));
  });

  it('gives the customer back when an agent resolves, and resolves when the bot has them back', async () => {
    const first = await handedOver();
    await chatwoot.agentResolves(first.number);
    expect(await ownerOf(first.id)).toBe('bot');
    await allTold();

    const second = await handedOver();
    expect(second.number).not.toBe(first.number);
    await writes('bot', { conversationId: second.id });
    await allTold();
    expect(chatwoot.of(second.number).status).toBe('resolved');
    expect(await ownerOf(second.id)).toBe('bot');
    expect(chatwoot.contacts).toHaveLength(1);
  });

  it('sends a message once however often it is told of, and no echo, note or greeting at all', async () => {
    const { number } = await handedOver();
    await chatwoot.agentWrites(number, 'Once', {}, 3);
    await chatwoot.agentWrites(number, 'For us', { private: true });
    await chatwoot.agentWrites(number, 'Welcome!', { message_type: 'template' });
    await chatwoot.agentWrites(number, 'I am a bot', { sender: { id: 2, type: 'agent_bot' } });
    await chatwoot.agentWrites(number, 'Elsewhere', { inbox: { id: 99 } });
    await allTold();

    expect(await sentBy('agent')).toEqual(['Once']);
    expect(incidents.heard).toEqual([]);
  });

  it('loses nothing while Chatwoot is away, and makes no second conversation after an unknown end', async () => {
    let faults = 0;
    chatwoot.fault = ({ path, method }) => {
      if (faults >= 3) return undefined;
      faults += 1;
      // The second one happens, and its answer does not come.
      return method === 'POST' && path.endsWith('/conversations')
        ? { cut: 'before' }
        : { status: 503 };
    };
    const id = await writes('agent');
    await writes('are you there?', { conversationId: id });
    await settles(async () => {
      await hurry();
      const { rows } = await desk.pool.query(
        `SELECT 1 FROM webhook_notice WHERE state = 'pending'`,
      );
      expect(rows).toEqual([]);
    });

    expect(chatwoot.conversations).toHaveLength(1);
    expect(said(chatwoot.conversations[0]?.id ?? 0).at(-1)).toBe('incoming: are you there?');
  });

  it('makes no second conversation where the answer to the first one was lost', async () => {
    let isLost = false;
    chatwoot.fault = ({ path, method }) => {
      if (isLost || method !== 'POST' || !path.endsWith('/conversations')) return undefined;
      isLost = true;
      return { cut: 'before' };
    };
    await writes('agent');
    await settles(async () => {
      await hurry();
      const { rows } = await desk.pool.query(
        `SELECT 1 FROM webhook_notice WHERE state = 'pending'`,
      );
      expect(rows).toEqual([]);
    });

    expect(isLost).toBe(true);
    expect(chatwoot.conversations).toHaveLength(1);
  });

  it('tells an agent there whose words were not sent', async () => {
    const { id, number } = await handedOver();
    await desk.takeOver.execute(id, 'ann');
    await chatwoot.agentWrites(number, 'Too late');
    await allTold();
    expect(said(number)).toContain('note: ann has taken this over in Parley.');
    expect(said(number).join('\n')).toMatch(/note: This was not sent\. ann has it/);

    await desk.door.enter(id, { kind: 'closed', by: 'ann', quietly: true });
    await chatwoot.agentWrites(number, 'Later still');
    expect(said(number)).toContain('note: This was not sent: the customer is with the bot again.');
    expect(await sentBy('agent')).toEqual([]);
  });

  it('tells an agent there what WhatsApp does not take: too late, too long, or to whom nobody writes', async () => {
    const { id, number } = await handedOver();
    await chatwoot.agentWrites(number, 'x'.repeat(4_097));
    expect(said(number).at(-1)).toMatch(/^note: This was not sent\. It is longer than the 4096/);
    await desk.pool.query(
      `UPDATE conversation SET window_ends_at = parley_now() - interval '1 minute' WHERE id = $1`,
      [id],
    );
    await chatwoot.agentWrites(number, 'Good morning');

    expect(said(number).at(-1)).toMatch(/^note: This was not sent\. The customer last wrote more/);
    expect(await ownerOf(id)).toBe('queue');
    expect(await sentBy('agent')).toEqual([]);
    expect(new Set(chatwoot.heard)).toEqual(new Set([200]));
  });

  it('lets nobody in who cannot prove it, and takes a token where Chatwoot does not sign', async () => {
    const { number } = await handedOver();
    const body = JSON.stringify({
      ...{ event: 'message_created', id: 1, content: 'Forged', message_type: 'outgoing' },
      ...{ conversation: { id: number }, sender: { type: 'user' } },
    });
    const post = async (query: string, headers: Record<string, string> = {}): Promise<number> =>
      (await fetch(`${chatwoot.callback}${query}`, { method: 'POST', headers, body })).status;

    const old = { 'x-chatwoot-timestamp': '1614265330', 'x-chatwoot-signature': 'sha256=00' };
    expect([await post(''), await post('?token=wrong'), await post('', old)]).toEqual([
      401, 401, 401,
    ]);
    expect(await sentBy('agent')).toEqual([]);
    expect(await post(`?token=${SECRET}`)).toBe(200);
    expect(await sentBy('agent')).toEqual(['Forged']);
  });

  describe('a file of the customer’s', () => {
    const PHOTO =
      'https://bucket.s3.amazonaws.com/in/my%20photo%22%0D%0A%2F..%2F.png?X-Amz-Signature=1';
    const PAGE = 'https://bucket.s3.amazonaws.com/in/page.html?X-Amz-Signature=2';

    it('follows their words as itself, and no address of it goes over', async () => {
      const { id, number } = await handedOver();
      const [photo, page] = [aPng(), Buffer.from('<script>alert(1)</script>')];
      source.files.set(PHOTO, { kind: 'fetched', bytes: photo });
      source.files.set(PAGE, { kind: 'fetched', bytes: page });
      await writes('it came broken', { conversationId: id }, PHOTO, PAGE);
      await allTold();
      expect(said(number).slice(1)).toEqual(['incoming: it came broken\n(2 files follow.)']);

      await fetching.execute();
      await allTold();

      expect(filesOf(number)).toEqual([
        { name: 'my photo...png', type: 'image/png', bytes: photo, as: 'incoming' },
        { name: 'page.html', type: 'application/octet-stream', bytes: page, as: 'incoming' },
      ]);
      expect(JSON.stringify(chatwoot.of(number).messages)).not.toContain('amazonaws');
      expect(new Set(chatwoot.heard)).toEqual(new Set([200]));
      expect(await sentBy('agent')).toEqual([]);
    });

    it('follows the handoff that it led to', async () => {
      source.files.set(PHOTO, { kind: 'fetched', bytes: aPng() });
      await writes('agent', undefined, PHOTO);
      await fetching.execute();
      await allTold();

      const number = chatwoot.conversations[0]?.id ?? 0;
      expect(filesOf(number)).toHaveLength(1);
      expect(said(number)[0]).toMatch(/^note: asked for a person/);
    });

    it('keeps no words waiting, and is told of once there will be none, and again once there is', async () => {
      const { id, number } = await handedOver();
      await writes('', { conversationId: id }, PHOTO);
      await fetching.execute();
      await writes('can you see it?', { conversationId: id });
      await allTold();
      expect(said(number).slice(1)).toEqual([
        'incoming: (A file follows.)',
        'incoming: can you see it?',
      ]);

      source.files.set(PHOTO, { kind: 'refused', reason: 'it is larger than 25 MB' });
      await desk.pool.query('UPDATE media SET due_at = parley_now()');
      await fetching.execute();
      await allTold();
      expect(said(number).at(-1)).toBe(
        "note: There is no file of the customer's: it is larger than 25 MB.",
      );

      source.files.set(PHOTO, { kind: 'fetched', bytes: aPng() });
      await desk.pool.query(`UPDATE media SET state = 'pending', due_at = parley_now()`);
      await fetching.execute();
      await allTold();
      expect(filesOf(number)).toHaveLength(1);
    });

    it('keeps no words waiting while Chatwoot does not take it, and says so where it never will', async () => {
      const { id, number } = await handedOver();
      source.files.set(PHOTO, { kind: 'fetched', bytes: aPng() });
      let status = 503;
      chatwoot.fault = ({ headers }) =>
        headers['content-type']?.startsWith('multipart/') === true ? { status } : undefined;
      await writes('look', { conversationId: id }, PHOTO);
      await fetching.execute();
      await writes('did you look?', { conversationId: id });
      await settles(() => {
        expect(said(number).at(-1)).toBe('incoming: did you look?');
      });

      status = 413;
      await settles(async () => {
        await hurry();
        expect(said(number).at(-1)).toMatch(
          /^note: A file of the customer's was not taken: my photo.* Chatwoot answered 413/,
        );
      });
      await allTold();
    });

    it('opens nothing again where it comes after the end', async () => {
      const { id, number } = await handedOver();
      await writes('here it is', { conversationId: id }, PHOTO);
      await allTold();
      await chatwoot.agentResolves(number);
      source.files.set(PHOTO, { kind: 'fetched', bytes: aPng() });
      await desk.pool.query('UPDATE media SET due_at = parley_now()');
      await fetching.execute();
      await allTold();

      expect(filesOf(number)).toMatchObject([{ as: 'note' }]);
      expect(chatwoot.of(number).status).toBe('resolved');
    });

    it('is nobody’s where another desk has the customer', async () => {
      const { id, number } = await handedOver();
      await desk.transfer.execute(id, { by: 'lea', queue: 'returns' });
      await allTold();
      source.files.set(PHOTO, { kind: 'fetched', bytes: aPng() });
      await writes('for you alone', { conversationId: id }, PHOTO);
      await fetching.execute();
      await allTold();

      expect(filesOf(number)).toEqual([]);
    });
  });

  it('sends what an agent attaches as files, once, and what cannot go so as a link, and says so', async () => {
    const { number } = await handedOver();
    chatwoot.stored.set('our%20terms.pdf', '%PDF-1.7\n1 0 obj<<>>\nendobj\n');
    chatwoot.stored.set('more.pdf', '%PDF-1.7\n2 0 obj<<>>\nendobj\n');
    chatwoot.stored.set('page.html', '<script>alert(1)</script>');
    await chatwoot.attaches(number, 'Our terms', ['our%20terms.pdf', 'more.pdf'], 2);
    await chatwoot.attaches(number, '', ['page.html', 'http://169.254.169.254/x.pdf']);

    const { rows } = await desk.pool.query<{ properties: Record<string, string> }>(
      `SELECT properties FROM reply WHERE sender = 'agent' ORDER BY seq, idx`,
    );
    const [first, second, third, ...others] = rows.map(({ properties }) => properties);
    expect(first).toMatchObject({
      ...{ external_system_msg_body: 'Our terms' },
      file: expect.stringMatching(/^https:\/\/parley\.example\/media\/out\/.*\/our%20terms\.pdf$/),
    });
    expect(second?.['file']).toMatch(/more\.pdf$/);
    expect(third?.['external_system_msg_body']).toBe(
      `${chatwoot.url}/rails/active_storage/blobs/redirect/signed/page.html\nhttp://169.254.169.254/x.pdf`,
    );
    expect(others).toEqual([]);
    expect(said(number).filter((each) => each.startsWith('note: A file'))).toEqual([
      expect.stringContaining('went as a link: Send a picture (JPEG or PNG) or a document'),
      'note: A file went as a link: it does not lie in Chatwoot.',
    ]);
    expect(new Set(chatwoot.heard)).toEqual(new Set([200]));
  });

  it('finds the contact of exactly this name, and makes one whose number is somebody else’s', async () => {
    for (let n = 0; n < 20; n += 1) chatwoot.knows(`phone:34600000001${String(n)}`, null);
    chatwoot.knows(null, '+34600000001');
    await handedOver();

    expect(chatwoot.contacts.at(-1)).toMatchObject({
      ...{ identifier: 'phone:34600000001', name: '+34600000001', phone: null },
    });
    expect(chatwoot.conversations).toHaveLength(1);
  });

  it('leaves other queues to Parley, and those whom Chatwoot answers to Chatwoot', async () => {
    const { id, number } = await handedOver();
    expect(await desk.offers.execute()).toBe(0);

    chatwoot.of(number).assignee = 5;
    await desk.transfer.execute(id, { by: 'lea', queue: 'returns' });
    await allTold();
    expect(chatwoot.of(number).status).toBe('resolved');
    expect(await desk.offers.execute()).toBe(1);
    expect(await ownerOf(id)).toBe('queue');

    await desk.transfer.execute(id, { by: 'lea', queue: 'care' });
    await allTold();
    expect(chatwoot.conversations).toHaveLength(1);
    expect(chatwoot.of(number)).toMatchObject({ status: 'open', assignee: 5 });
  });
});
