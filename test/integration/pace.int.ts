import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';

import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';
import { hourlyBudget, type PaceSettings } from '#core/delivery/pace-settings.ts';

import { FakeBraze } from '../support/braze/fake-braze.ts';
import { Deliverer } from '../support/deliverer.ts';
import { eventually } from '../support/eventually.ts';
import { useDatabase } from '../support/postgres/use-database.ts';
import { bearConversation, repliesOf, statesOf, writeReply } from '../support/reply-rows.ts';
import { type ServedSandbox, serveSandbox } from '../support/sandbox/serve-sandbox.ts';

const database = useDatabase();
const HOUR_MS = 3_600_000;

describe('The pace of sending', () => {
  const braze = new FakeBraze();
  const deliverers: Deliverer[] = [];
  let pool: pg.Pool;

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
    await pool.query('TRUNCATE reply, replica, pause, closed_endpoint');
    await pool.query('UPDATE budget SET window_start_ms = 0, taken = 0, others = 0');
  });
  afterEach(async () => {
    for (const deliverer of deliverers.splice(0)) await deliverer.stop();
  });

  async function started(brazeUrl: string, pace: Partial<PaceSettings> = {}): Promise<Deliverer> {
    const deliverer = new Deliverer(database(), brazeUrl, 1000, pace);
    deliverers.push(deliverer);
    await deliverer.beat(pool);
    deliverer.sweep.start();
    return deliverer;
  }

  /** A reply each for so many customers, leased to one that then sends them. */
  async function leased(count: number, by: Deliverer): Promise<void> {
    const replies = await Promise.all(
      Array.from({ length: count }, async (_, place) =>
        writeReply(pool, {
          conversationId: await bearConversation(pool),
          ...{ seq: 1, leasedBy: by.replicaId, campaignId: `campaign-${String(place)}` },
        }),
      ),
    );
    by.deliver.offer(replies);
  }

  async function waiting(count: number): Promise<readonly string[]> {
    const ids = await Promise.all(Array.from({ length: count }, () => bearConversation(pool)));
    for (const [place, conversationId] of ids.entries()) {
      // A campaign each: a call each.
      const campaignId = `campaign-${String(place)}`;
      await writeReply(pool, { conversationId, seq: 1, state: 'pending', campaignId });
    }
    return ids;
  }

  const counted = async (state: string): Promise<number> => {
    const { rows } = await pool.query<{ readonly count: number }>(
      `SELECT count(*)::int FROM reply WHERE state = $1::reply_state`,
      [state],
    );
    return rows[0]?.count ?? 0;
  };

  describe('of two replicas before one Braze that counts', () => {
    let served: ServedSandbox;
    beforeEach(async () => {
      await notAtTheEndOfAnHour();
      served = await serveSandbox({ limits: { sendsPerHour: 60 } });
      for (let i = 0; i < 80; i += 1) {
        served.sandbox.knowCampaigns([`campaign-${String(i)}`]);
      }
    });
    afterEach(() => served.close());

    const answered = (status: number): number =>
      served.sandbox.ledger.counters.by_status[String(status)] ?? 0;

    it('shares one budget and leaves the reserve alone', async () => {
      const sends = hourlyBudget(60, 10);
      const one = await started(served.url, { sends });
      const two = await started(served.url, { sends });

      await Promise.all([leased(40, one), leased(40, two)]);
      await eventually(
        () => counted('sent'),
        (sent) => sent >= 52,
      );
      await new Promise((resolve) => setTimeout(resolve, 700));

      // The last of it is for agents.
      expect(await counted('sent')).toBeLessThanOrEqual(54);
      expect(answered(201)).toBe(await counted('sent'));
      expect(answered(429)).toBe(0);
      expect(deliverers.every(({ tally }) => tally.of('reply', 'sent') > 0)).toBe(true);
    });

    it('gives way to whoever else uses the workspace, as Braze’s headers tell', async () => {
      for (let call = 0; call < 30; call += 1) await someoneElseCalls(served.url);
      const sends = hourlyBudget(60, 10);

      const one = await started(served.url, { sends });
      const two = await started(served.url, { sends });
      await Promise.all([leased(40, one), leased(40, two)]);
      await eventually(
        () => counted('sent'),
        (sent) => sent >= 26,
      );
      await new Promise((resolve) => setTimeout(resolve, 700));

      // As many as were on the wire before answers told of the others: a few at most.
      expect(answered(429)).toBeLessThanOrEqual(6);
      expect(await counted('sent')).toBeLessThanOrEqual(30);
    });
  });

  it('stops everywhere within a second of a pause, keeps everything and goes on after it', async () => {
    const [one, two] = [await started(braze.url), await started(braze.url)];
    const [first = ''] = await waiting(1);
    await eventually(
      () => statesOf(pool, first),
      ([state]) => state === 'sent',
    );
    await pool.query(`INSERT INTO pause (paused_by, reason) VALUES ('ana', 'wrong prices')`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const before = braze.calls.length;

    const ids = await waiting(4);
    const [born = ''] = ids;
    one.deliver.hint([born]);
    two.deliver.offer([
      await writeReply(pool, { conversationId: first, seq: 2, leasedBy: two.replicaId }),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(braze.calls).toHaveLength(before);
    expect(one.deliver.takesMore).toBe(false);
    expect(await counted('pending')).toBe(5);

    await pool.query('DELETE FROM pause');
    await eventually(
      () => counted('sent'),
      (sent) => sent === 6,
    );
  });

  it('says so of what expires during a pause', async () => {
    await pool.query(`INSERT INTO pause (paused_by, reason) VALUES ('ana', 'wrong prices')`);
    const deliverer = await started(braze.url);
    const conversationId = await bearConversation(pool);
    const expiresAt = `parley_now() + interval '300 ms'`;
    deliverer.deliver.offer([
      await writeReply(pool, {
        ...{ conversationId, seq: 1, leasedBy: deliverer.replicaId, expiresAt },
      }),
    ]);

    await eventually(
      () => repliesOf(pool, conversationId),
      ([reply]) => reply?.state === 'expired',
    );
    expect(braze.calls).toHaveLength(0);
  });

  it('stays paused over a restart', async () => {
    await pool.query(`INSERT INTO pause (paused_by, reason) VALUES ('ana', 'wrong prices')`);
    const ids = await waiting(2);
    await started(braze.url);
    await new Promise((resolve) => setTimeout(resolve, 1200));

    expect(braze.calls).toHaveLength(0);
    expect(await statesOf(pool, ids[0] ?? '')).toEqual(['pending']);
  });

  it('leaves an endpoint alone that another replica was told to leave alone', async () => {
    const [one, two] = [await started(braze.url), await started(braze.url)];
    const reset = String(Math.ceil(Date.now() / 1000) + 4);
    braze.mood = () => ({ status: 429, body: {}, headers: { 'x-ratelimit-reset': reset } });
    const [id = ''] = await waiting(1);
    await eventually(
      () => braze.calls.length,
      (calls) => calls > 0,
    );
    await eventually(
      () => one.deliver.takesMore || two.deliver.takesMore,
      (takes) => !takes,
    );
    const calls = braze.calls.length;
    braze.mood = () => ({});
    await waiting(10);

    await eventually(
      () => counted('sent'),
      (sent) => sent === 11,
      20_000,
    );
    expect(calls).toBeLessThanOrEqual(2);
    const later = braze.calls.slice(calls).map(({ startedAtMs }) => startedAtMs);
    for (const startedAtMs of later) {
      expect(performance.timeOrigin + startedAtMs).toBeGreaterThan(Number(reset) * 1000 - 50);
    }
    expect(await statesOf(pool, id)).toEqual(['sent']);
  });

  it('keeps a gap between two bubbles of one customer, whichever replica has the next', async () => {
    const gapMs = 600;
    const [one, two] = [await started(braze.url, { gapMs }), await started(braze.url, { gapMs })];
    const conversationId = await bearConversation(pool);
    const bubble = async (seq: number, by: Deliverer): Promise<void> => {
      by.deliver.offer([await writeReply(pool, { conversationId, seq, leasedBy: by.replicaId })]);
      await eventually(
        () => repliesOf(pool, conversationId),
        (rows) => rows.every(({ state }) => state === 'sent'),
      );
    };
    await eventually(
      () => one.deliver.takesMore && two.deliver.takesMore,
      (ready) => ready,
    );

    for (const [place, by] of [one, two, two, one].entries()) await bubble(place + 1, by);

    const [first, ...rest] = braze.calls;
    rest.reduce((before, call) => {
      expect(call.startedAtMs - (before?.endedAtMs ?? 0)).toBeGreaterThanOrEqual(gapMs - 5);
      return call;
    }, first);
  });

  it('lets one customer’s messages pass at the pair rate, over a change of replica', async () => {
    const pair = { everyMs: 400, burst: 3 };
    const conversationId = await bearConversation(pool);
    for (const seq of [1, 2, 3, 4, 5]) {
      await writeReply(pool, { conversationId, seq, state: 'pending' });
    }
    const one = await started(braze.url, { pair });
    await eventually(
      () => counted('sent'),
      (sent) => sent >= 3,
    );
    deliverers.splice(deliverers.indexOf(one), 1);
    await one.stop();
    await started(braze.url, { pair });
    await eventually(
      () => counted('sent'),
      (sent) => sent === 5,
    );

    const ends = braze.calls.map(({ startedAtMs }) => startedAtMs);
    for (const [from, fromMs] of ends.entries()) {
      for (const [more, toMs] of ends.slice(from).entries()) {
        expect(more + 1).toBeLessThanOrEqual(3 + (toMs - fromMs) / 400 + 0.1);
      }
    }
    expect(braze.textsFor(conversationId)).toEqual(['1.0', '2.0', '3.0', '4.0', '5.0']);
  });
});

/** The budget's window is the clock's: a test must not begin in one and end in the next. */
async function notAtTheEndOfAnHour(): Promise<void> {
  const leftMs = HOUR_MS - (Date.now() % HOUR_MS);
  if (leftMs < 20_000) await new Promise((resolve) => setTimeout(resolve, leftMs + 100));
}

/** As the customer's own systems would, with the same workspace's limits. */
async function someoneElseCalls(url: string): Promise<void> {
  await fetch(`${url}/campaigns/trigger/send`, {
    method: 'POST',
    headers: { authorization: 'Bearer theirs', 'content-type': 'application/json' },
    body: JSON.stringify({
      campaign_id: 'campaign-1',
      recipients: [{ external_user_id: 'somebody', trigger_properties: {} }],
    }),
  });
}
