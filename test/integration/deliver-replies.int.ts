import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';

import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';

import { FakeBraze, recipientsOf } from '../support/braze/fake-braze.ts';
import { Deliverer } from '../support/deliverer.ts';
import { eventually } from '../support/eventually.ts';
import { useDatabase } from '../support/postgres/use-database.ts';
import {
  bearConversation,
  repliesOf,
  type SomeReply,
  statesOf,
  writeReply,
} from '../support/reply-rows.ts';

const database = useDatabase();

describe('Delivering replies', () => {
  const braze = new FakeBraze();
  let pool: pg.Pool;
  let deliverer: Deliverer;

  beforeAll(async () => {
    pool = ordinaryPool(database(), 2, 'test');
    await braze.start();
  });
  afterAll(async () => {
    await braze.stop();
    await pool.end();
  });
  beforeEach(async () => {
    braze.forget();
    await pool.query('TRUNCATE reply, replica');
    deliverer = new Deliverer(database(), braze.url);
    await deliverer.beat(pool);
  });
  afterEach(() => deliverer.stop());

  const born = (reply: SomeReply) => writeReply(pool, { leasedBy: deliverer.replicaId, ...reply });
  const allAre = (state: string) => (states: readonly string[]) =>
    states.every((each) => each === state);

  it('makes the call of the integration guide', async () => {
    const id = await bearConversation(pool);

    deliverer.deliver.offer([await born({ conversationId: id, seq: 1, text: 'Hello' })]);
    await eventually(() => statesOf(pool, id), allAre('sent'));

    const [call] = braze.calls;
    expect(call).toMatchObject({
      path: '/campaigns/trigger/send',
      authorization: 'Bearer key',
      contentType: 'application/json',
      body: {
        campaign_id: 'campaign',
        recipients: [
          { external_user_id: id, trigger_properties: { text: 'Hello', reply_id: `${id}:1:0` } },
        ],
      },
    });
    const [row] = await repliesOf(pool, id);
    expect(row?.dispatch_id).toMatch(/^dispatch-/);
    expect(row?.settled_at).toBeInstanceOf(Date);
  });

  it('lets a lane go one by one, and each of its replies wait its time', async () => {
    const id = await bearConversation(pool);
    braze.mood = () => ({ latencyMs: 20 });

    const chain = [
      await born({ conversationId: id, seq: 1, idx: 0 }),
      await born({ conversationId: id, seq: 1, idx: 1, delayMs: 150 }),
      await born({ conversationId: id, seq: 1, idx: 2 }),
    ];
    deliverer.deliver.offer(chain);
    await eventually(() => statesOf(pool, id), allAre('sent'));

    expect(braze.textsFor(id)).toEqual(['1.0', '1.1', '1.2']);
    const [first, second, third] = braze.calls;
    expect((second?.startedAtMs ?? 0) - (first?.endedAtMs ?? 0)).toBeGreaterThanOrEqual(149);
    expect(third?.startedAtMs).toBeGreaterThan(second?.endedAtMs ?? Infinity);
  });

  it('sends many people together, by campaign, fifty a call, nobody twice', async () => {
    const ids = await Promise.all(Array.from({ length: 230 }, () => bearConversation(pool)));
    const replies = await Promise.all(
      ids.flatMap((conversationId, place) => {
        const campaignId = place % 2 === 0 ? 'even' : 'odd';
        return [1, 2].map((seq) => born({ conversationId, seq, campaignId }));
      }),
    );

    deliverer.deliver.offer(replies);
    await eventually(
      () => sentIn(pool),
      (sent) => sent === 460,
    );

    expect(braze.calls.length).toBeLessThan(40);
    for (const { body } of braze.calls) {
      const people = recipientsOf(body).map((recipient) => recipient['external_user_id']);
      expect(people.length).toBeLessThanOrEqual(50);
      expect(new Set(people).size).toBe(people.length);
    }
    for (const id of ids) expect(braze.textsFor(id)).toEqual(['1.0', '2.0']);
  });

  it('goes on with what waits in the store behind its own, without a poll', async () => {
    const id = await bearConversation(pool);
    const first = await born({ conversationId: id, seq: 1 });
    for (const seq of [2, 3]) await writeReply(pool, { conversationId: id, seq, state: 'pending' });

    deliverer.deliver.offer([first]);
    await eventually(() => statesOf(pool, id), allAre('sent'));

    expect(braze.textsFor(id)).toEqual(['1.0', '2.0', '3.0']);
  });

  it('takes up what a hint tells of', async () => {
    const id = await bearConversation(pool);
    await writeReply(pool, { conversationId: id, seq: 1, state: 'pending' });

    deliverer.deliver.hint([id]);

    await eventually(() => statesOf(pool, id), allAre('sent'));
  });

  it('keeps the order over failures and tries again', async () => {
    const id = await bearConversation(pool);
    braze.mood = () => (braze.calls.length === 1 ? { status: 503, body: {} } : {});
    deliverer.sweep.start();

    deliverer.deliver.offer([
      await born({ conversationId: id, seq: 1 }),
      await born({ conversationId: id, seq: 2 }),
    ]);
    await eventually(() => statesOf(pool, id), allAre('sent'));

    expect(braze.textsFor(id)).toEqual(['1.0', '1.0', '2.0']);
    expect(deliverer.tally.of('reply', 'retried')).toBe(1);
    expect(deliverer.tally.of('reply', 'duplicate-risked')).toBe(0);
  });

  it('repeats what was cut after the write once, and no more', async () => {
    const id = await bearConversation(pool);
    braze.mood = (call) => ({ cut: JSON.stringify(call.body).includes('"1.0"') });
    deliverer.sweep.start();

    deliverer.deliver.offer([
      await born({ conversationId: id, seq: 1 }),
      await born({ conversationId: id, seq: 2 }),
    ]);
    await eventually(
      () => statesOf(pool, id),
      ([, second]) => second === 'sent',
    );

    expect(braze.textsFor(id)).toEqual(['1.0', '1.0', '2.0']);
    expect((await repliesOf(pool, id))[0]).toMatchObject({ state: 'ambiguous', ambiguities: 2 });
  });

  it('holds what must never be said twice', async () => {
    const id = await bearConversation(pool);
    braze.mood = () => (braze.calls.length === 1 ? { cut: true } : {});
    deliverer.sweep.start();

    deliverer.deliver.offer([
      await born({ conversationId: id, seq: 1, policy: 'hold' }),
      await born({ conversationId: id, seq: 2 }),
    ]);
    await eventually(
      () => statesOf(pool, id),
      ([, second]) => second === 'sent',
    );

    expect(await statesOf(pool, id)).toEqual(['held', 'sent']);
    expect(braze.textsFor(id)).toEqual(['1.0', '2.0']);
  });

  it('finds the one bad recipient of fifty, and everybody else is told once', async () => {
    const ids = await Promise.all(Array.from({ length: 50 }, () => bearConversation(pool)));
    const bad = ids[17] ?? '';
    braze.mood = ({ body }) =>
      JSON.stringify(body).includes(bad) ? { status: 400, body: { message: 'Bad one' } } : {};

    deliverer.deliver.offer(
      await Promise.all(ids.map((conversationId) => born({ conversationId, seq: 1 }))),
    );
    await eventually(
      () => sentIn(pool),
      (sent) => sent === 49,
    );

    expect(await repliesOf(pool, bad)).toMatchObject([
      { state: 'failed', reason: 'HTTP 400: Bad one' },
    ]);
    // The call itself, and one round: each alone.
    expect(braze.calls).toHaveLength(51);
  });

  it('keeps everything while a key is wrong, and asks rarely', async () => {
    const id = await bearConversation(pool);
    const other = await bearConversation(pool);
    braze.mood = () => ({ status: 401, body: { message: 'Invalid API key' } });
    deliverer.sweep.start();

    deliverer.deliver.offer([await born({ conversationId: id, seq: 1 })]);
    await eventually(() => statesOf(pool, id), allAre('pending'));
    deliverer.deliver.offer([await born({ conversationId: other, seq: 1 })]);
    await new Promise((resolve) => setTimeout(resolve, 600));

    expect(braze.calls).toHaveLength(1);
    expect(await statesOf(pool, other)).toEqual(['pending']);
    expect(String(deliverer.incidents.heard[0]?.why)).toContain('BRAZE_API_KEY');
  });

  it('makes no call before the limit is reset', async () => {
    const id = await bearConversation(pool);
    const reset = String(Math.ceil(Date.now() / 1000) + 2);
    braze.mood = () =>
      braze.calls.length === 1
        ? { status: 429, body: {}, headers: { 'x-ratelimit-reset': reset } }
        : {};
    deliverer.sweep.start();

    deliverer.deliver.offer([await born({ conversationId: id, seq: 1 })]);
    await eventually(() => statesOf(pool, id), allAre('sent'));

    expect(braze.calls).toHaveLength(2);
    expect(performance.timeOrigin + (braze.calls[1]?.startedAtMs ?? 0)).toBeGreaterThanOrEqual(
      Number(reset) * 1000 - 20,
    );
  });

  it('sends nothing that was cancelled, expired or taken over meanwhile', async () => {
    const cancelled = await bearConversation(pool);
    const expired = await bearConversation(pool);
    const taken = await bearConversation(pool);
    const replies = [
      await born({ conversationId: cancelled, seq: 1, state: 'cancelled' }),
      await born({ conversationId: expired, seq: 1, expiresAt: `parley_now() - interval '1 s'` }),
      await born({ conversationId: taken, seq: 1, leasedBy: crypto.randomUUID() }),
      await born({ conversationId: expired, seq: 2 }),
    ];

    deliverer.deliver.offer(replies);
    await eventually(
      () => statesOf(pool, expired),
      ([, second]) => second === 'sent',
    );

    expect(braze.calls).toHaveLength(1);
    expect(await statesOf(pool, expired)).toEqual(['expired', 'sent']);
    expect(deliverer.deliver.held).toBe(0);
  });

  it('does not bring a bot back to the wire once an agent has taken over', async () => {
    const id = await bearConversation(pool);
    braze.mood = () => (braze.calls.length === 1 ? { status: 503, body: {}, latencyMs: 50 } : {});
    deliverer.sweep.start();

    deliverer.deliver.offer([await born({ conversationId: id, seq: 1 })]);
    await eventually(
      () => braze.calls.length,
      (count) => count === 1,
    );
    await pool.query(`UPDATE conversation SET owner = 'agent', epoch = 2 WHERE id = $1`, [id]);
    await writeReply(pool, { conversationId: id, seq: 2, state: 'pending', sender: 'agent' });
    await eventually(
      () => statesOf(pool, id),
      ([, second]) => second === 'sent',
    );

    expect(await statesOf(pool, id)).toEqual(['cancelled', 'sent']);
    expect(braze.textsFor(id)).toEqual(['1.0', '2.0']);
  });

  it('gives back what it has not sent when it stops, and finishes what it has', async () => {
    const id = await bearConversation(pool);
    braze.mood = () => ({ latencyMs: 200 });

    deliverer.deliver.offer([
      await born({ conversationId: id, seq: 1 }),
      await born({ conversationId: id, seq: 2 }),
    ]);
    await eventually(
      () => braze.calls.length,
      (count) => count === 1,
    );
    await deliverer.deliver.drain();

    expect(await repliesOf(pool, id)).toMatchObject([
      { state: 'sent' },
      { state: 'pending', leased_by: null },
    ]);
  });

  it('takes over what a dead replica held: what was leased at once, what was on the wire as unknown', async () => {
    const dead = crypto.randomUUID();
    const [leased, onTheWire, late, held] = await Promise.all(
      Array.from({ length: 4 }, () => bearConversation(pool)),
    );
    const by = { leasedBy: dead, seq: 1 };
    const longAgo = {
      inFlightAt: `parley_now() - interval '1 minute'`,
      state: 'in_flight',
      attempt: 1,
    };
    await writeReply(pool, { ...by, conversationId: leased ?? '' });
    await writeReply(pool, {
      ...by,
      conversationId: late ?? '',
      state: 'in_flight',
      attempt: 1,
      inFlightAt: 'parley_now()',
    });
    await writeReply(pool, { ...by, ...longAgo, conversationId: onTheWire ?? '' });
    await writeReply(pool, { ...by, ...longAgo, conversationId: held ?? '', policy: 'hold' });

    deliverer.sweep.start();
    await eventually(() => statesOf(pool, leased ?? ''), allAre('sent'));
    await eventually(() => statesOf(pool, onTheWire ?? ''), allAre('sent'));

    expect((await repliesOf(pool, onTheWire ?? ''))[0]).toMatchObject({
      attempt: 2,
      ambiguities: 1,
    });
    expect(await statesOf(pool, held ?? '')).toEqual(['held']);
    expect(await statesOf(pool, late ?? '')).toEqual(['in_flight']);
  });

  it('shares one database with another replica, lane by lane in order, once each', async () => {
    const other = new Deliverer(database(), braze.url);
    await other.beat(pool);
    const ids = await Promise.all(Array.from({ length: 60 }, () => bearConversation(pool)));
    braze.mood = () => ({
      latencyMs: Math.random() * 10,
      ...(Math.random() < 0.05 && { status: 503, body: {} }),
    });
    await Promise.all(
      ids.flatMap((conversationId) =>
        [1, 2, 3, 4].map((seq) => writeReply(pool, { conversationId, seq, state: 'pending' })),
      ),
    );

    deliverer.sweep.start();
    other.sweep.start();
    await eventually(
      () => sentIn(pool),
      (sent) => sent === 240,
      30_000,
    );
    await other.stop();

    for (const id of ids) {
      const texts = braze.textsFor(id);
      expect(texts.filter((text, place) => text !== texts[place - 1])).toEqual([
        '1.0',
        '2.0',
        '3.0',
        '4.0',
      ]);
    }
  }, 40_000);
});

async function sentIn(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ readonly count: number }>(
    `SELECT count(*)::int FROM reply WHERE state = 'sent'`,
  );
  return rows[0]?.count ?? 0;
}
