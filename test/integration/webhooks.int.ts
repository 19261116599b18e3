import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { HttpNoticeSender } from '#adapters/connectors/http-notice-sender.ts';
import { webhookSignature } from '#adapters/connectors/webhook-signature.ts';
import { PostgresWebhookBook } from '#adapters/postgres/webhooks/postgres-webhook-book.ts';
import { PostgresWebhookOutbox } from '#adapters/postgres/webhooks/postgres-webhook-outbox.ts';
import { MonotonicClock } from '#adapters/system/monotonic-clock.ts';
import { NodeTimers } from '#adapters/system/node-timers.ts';
import { SendNotices } from '#app/webhooks/send-notices.ts';
import { NEWS_TYPES } from '#core/handoff/desk-news.ts';

import { aMessage, anArrival } from '../support/arrivals.ts';
import {
  type SeenRequest,
  type ServedJson,
  serveJson,
  type StagedAnswer,
} from '../support/calls/serve-json.ts';
import { DeskReplica } from '../support/desk-replica.ts';
import { eventually } from '../support/eventually.ts';
import { A_BOT, aRelease } from '../support/flow/a-release.ts';
import { HeardIncidents } from '../support/heard-incidents.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const NEXT_SECRET = 'whsec_b25lIHRoYXQgaXMgbmV3ZXIgYnkgYSBkYXk=';
const RELEASE = aRelease([], A_BOT);
const database = useDatabase();

interface Told {
  readonly type: string;
  readonly data: { readonly conversation_id: string; readonly seq: number };
}

describe('webhooks on Postgres, over HTTP', () => {
  let desk: DeskReplica;
  let book: PostgresWebhookBook;
  let outbox: PostgresWebhookOutbox;
  let receiver: ServedJson;
  let answer: (request: SeenRequest, nth: number) => StagedAnswer;
  let incidents: HeardIncidents;
  let workers: { readonly notices: SendNotices; readonly sender: HttpNoticeSender }[];

  beforeAll(async () => {
    desk = new DeskReplica(database(), RELEASE);
    book = new PostgresWebhookBook(desk.pool);
    outbox = new PostgresWebhookOutbox(desk.pool);
    await desk.comes('ann');
  });
  afterAll(() => desk.close());
  beforeEach(async () => {
    answer = () => ({});
    receiver = await serveJson((request, nth) => answer(request, nth));
    incidents = new HeardIncidents();
    workers = [];
  });
  afterEach(async () => {
    await Promise.all(workers.map(({ notices }) => notices.stop()));
    await Promise.all(workers.map(({ sender }) => sender.close()));
    await receiver.close();
    await desk.pool.query('TRUNCATE webhook, webhook_notice');
  });

  const subscribes = async (url = `${receiver.url}/hook`): Promise<string> => {
    const id = randomUUID();
    const webhook = { id, kind: 'http' as const, url, about: '', events: NEWS_TYPES };
    await book.add({ ...webhook, secret: SECRET }, 'test');
    return id;
  };
  const works = (allowPrivate = true): void => {
    const sender = new HttpNoticeSender({ allowPrivate, nowMs: () => 1_614_265_330_000 });
    const world = { outbox, sender, clock: new MonotonicClock(), timers: new NodeTimers() };
    const notices = new SendNotices({ ...world, incidents });
    workers.push({ notices, sender });
    notices.start();
  };
  const writes = async (text: string, to?: { conversationId: string }) => {
    const identities = [{ kind: 'external_id' as const, value: randomUUID() }];
    const arrival = anArrival({ to: to ?? { identities }, event: aMessage(text) });
    const [receipt] = await desk.accepting.acceptEvents.execute([arrival]);
    return receipt?.conversationId ?? '';
  };
  const talk = async (): Promise<string> => {
    const conversationId = await writes('agent');
    await writes('it is broken', { conversationId });
    await desk.claim.execute(conversationId, 'ann');
    await desk.door.enter(conversationId, { kind: 'agent-reply', agent: 'ann', text: 'Hi' });
    await desk.door.enter(conversationId, { kind: 'closed', by: 'ann', from: 'ann', code: 'ok' });
    return conversationId;
  };
  const TALK = ['queued', 'message', 'claimed', 'message', 'closed'];
  const told = (): readonly Told[] => receiver.seen.map(({ body }) => JSON.parse(body) as Told);
  const typesOf = (id: string): readonly string[] =>
    told().flatMap(({ type, data }) =>
      data.conversation_id === id ? [type.replace('conversation.', '')] : [],
    );
  const states = async (): Promise<readonly string[]> => {
    const { rows } = await desk.pool.query<{ state: string }>(
      'SELECT state FROM webhook_notice ORDER BY conversation_id, seq, idx',
    );
    return rows.map(({ state }) => state);
  };
  /** Waits until these expectations hold. */
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
  const hurry = () => desk.pool.query('UPDATE webhook_notice SET due_at = parley_now()');

  it('writes nothing down where nobody asked to be told', async () => {
    await talk();

    expect(await states()).toEqual([]);
  });

  it('tells who watches a queue of its conversations alone, until they have left it', async () => {
    await subscribes();
    const [care, returns] = [await subscribes(), await subscribes()];
    await book.change(care, { queues: ['care'] }, 'test');
    await book.change(returns, { queues: ['returns'] }, 'test');
    const conversationId = await writes('agent');
    await desk.claim.execute(conversationId, 'ann');
    await desk.door.enter(conversationId, { kind: 'noted', by: 'ann', text: 'angry' });
    await desk.door.enter(conversationId, {
      ...{ kind: 'transferred', by: 'ann', from: 'ann', queue: 'returns' },
    });
    await writes('are you there?', { conversationId });

    const toldTo = async (webhook: string): Promise<readonly string[]> =>
      (await outbox.list(webhook, undefined, 10))
        .map(({ type }) => type.replace('conversation.', ''))
        .reverse();
    expect(await toldTo(care)).toEqual(['queued', 'claimed', 'note', 'queued']);
    expect(await toldTo(returns)).toEqual(['queued', 'message']);
    expect(await states()).toHaveLength(11);
    expect(await book.find(care)).toMatchObject({ queues: ['care'] });
    const { rows } = await desk.pool.query(
      `SELECT details->'queues' AS queues FROM audit WHERE subject = $1 ORDER BY id`,
      [care],
    );
    expect(rows).toEqual([{ queues: [] }, { queues: ['care'] }]);
  });

  it('tells all in order, signed, from two replicas at once', async () => {
    await subscribes();
    works();
    works();
    const ids = await Promise.all([talk(), talk(), talk()]);
    await settles(async () => {
      expect(new Set(await states())).toEqual(new Set(['sent']));
      expect(receiver.seen).toHaveLength(15);
    });

    for (const id of ids) expect(typesOf(id)).toEqual(TALK);
    const [first] = receiver.seen;
    const { headers, body = '' } = first ?? {};
    const id = String(headers?.['webhook-id']);
    expect(headers?.['webhook-signature']).toBe(
      webhookSignature([SECRET], { id, timestamp: 1_614_265_330, body }),
    );
    expect(JSON.parse(body)).toMatchObject({
      type: 'conversation.queued',
      data: { handoff: { queue: 'care', state: 'waiting' }, customer: { kind: 'external_id' } },
    });
  });

  it('tries again what failed, under the same id, and what comes after it waits', async () => {
    await subscribes();
    const faults: readonly StagedAnswer[] = [{ status: 500 }, { cut: 'before' }, { status: 302 }];
    answer = (_request, nth) => faults[nth - 1] ?? {};
    const id = await talk();
    works();
    // While an attempt is under way, the reason is that of the one before.
    for (const [count, reason] of [
      [1, '500'],
      [2, 'the connection'],
      [3, '302'],
    ] as const) {
      await settles(() => {
        expect(receiver.seen.length).toBeGreaterThanOrEqual(count);
      });
      await settles(async () => {
        const { rows } = await desk.pool.query(
          `SELECT 1 FROM webhook_notice WHERE reason LIKE '%' || $2 || '%' AND attempt >= $1`,
          [count, reason],
        );
        expect(rows).toHaveLength(1);
      });
      await hurry();
    }
    await settles(async () => {
      expect(await states()).toEqual(['sent', 'sent', 'sent', 'sent', 'sent']);
    });

    expect(typesOf(id)).toEqual(['queued', 'queued', 'queued', ...TALK]);
    const ids = receiver.seen.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(5);
  });

  it('gives up after ten attempts, tells what was given up, and tries it anew when asked', async () => {
    const webhook = await subscribes();
    await writes('agent');
    await desk.pool.query('UPDATE webhook_notice SET attempt = 9');
    answer = () => ({ status: 500 });
    works();
    await settles(async () => {
      expect(await states()).toEqual(['dead']);
    });
    expect(await outbox.list(webhook, 'dead', 10)).toMatchObject([
      { type: 'conversation.queued', reason: 'it answered 500', attempt: 10 },
    ]);

    answer = () => ({});
    expect(await outbox.redrive(webhook, 'test')).toBe(1);
    await settles(async () => {
      expect(await states()).toEqual(['sent']);
    });
    expect((await book.find(webhook))?.failingSince).toBeUndefined();
  });

  it('disables an address where nobody lives, or that failed for five days, and says so', async () => {
    const [gone, failing] = [await subscribes(), await subscribes(`${receiver.url}/failing`)];
    await desk.pool.query(
      `UPDATE webhook SET failing_since = parley_now() - interval '6 days' WHERE id = $1`,
      [failing],
    );
    answer = ({ path }) => ({ status: path === '/hook' ? 410 : 503 });
    await writes('agent');
    works();
    await settles(async () => {
      expect((await book.list()).every(({ disabledAt }) => disabledAt !== undefined)).toBe(true);
    });

    expect((await book.find(gone))?.disabledReason).toBe('it answered 410');
    await settles(() => {
      expect(incidents.heard.filter(({ what }) => what === 'tell a webhook')).toHaveLength(2);
    });
    const audit = await desk.pool.query(`SELECT 1 FROM audit WHERE action = 'webhook.disabled'`);
    expect(audit.rowCount).toBe(2);
    await writes('agent');
    expect(await states()).toHaveLength(2);
  });

  it('signs by both secrets while one takes the place of the other', async () => {
    const webhook = await subscribes();
    await book.rotate(webhook, NEXT_SECRET, 60_000, 'test');
    await writes('agent');
    works();
    await settles(() => {
      expect(receiver.seen).toHaveLength(1);
    });

    const [seen] = receiver.seen;
    const id = String(seen?.headers['webhook-id']);
    const signed = { id, timestamp: 1_614_265_330, body: seen?.body ?? '' };
    expect(seen?.headers['webhook-signature']).toBe(
      webhookSignature([NEXT_SECRET, SECRET], signed),
    );
  });

  it('reaches no private network, by address or by name', async () => {
    await subscribes();
    await subscribes(`${receiver.url.replace('127.0.0.1', 'localhost')}/hook`);
    await writes('agent');
    works(false);
    await settles(async () => {
      const { rows } = await desk.pool.query<{ reason: string }>(
        'SELECT reason FROM webhook_notice WHERE reason IS NOT NULL ORDER BY reason',
      );
      expect(rows.map(({ reason }) => reason)).toEqual([
        'it leads into a private network',
        'its name leads into a private network',
      ]);
    });

    expect(receiver.seen).toEqual([]);
  });
});
