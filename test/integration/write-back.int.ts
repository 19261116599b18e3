import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';

import { BrazeClient } from '#adapters/braze/braze-client.ts';
import { UndiciBrazeProfiles } from '#adapters/braze/undici-braze-profiles.ts';
import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';
import { PostgresWriteBackOutbox } from '#adapters/postgres/write-backs/postgres-write-back-outbox.ts';
import { MathChance } from '#adapters/system/math-chance.ts';
import { MonotonicClock } from '#adapters/system/monotonic-clock.ts';
import { NodeTimers } from '#adapters/system/node-timers.ts';
import { Endpoint } from '#app/deliver-replies/endpoint.ts';
import { WriteBack } from '#app/write-back/write-back.ts';

import { FakeBraze } from '../support/braze/fake-braze.ts';
import { CountedTally } from '../support/counted-tally.ts';
import { eventually } from '../support/eventually.ts';
import { HeardIncidents } from '../support/heard-incidents.ts';
import { useDatabase } from '../support/postgres/use-database.ts';
import { bearConversation, writeReply } from '../support/reply-rows.ts';
import { writeBackStates, writeWriteBack } from '../support/write-back-rows.ts';

const database = useDatabase();
const CALL_TIMEOUT_MS = 1000;

describe('Writing back to profiles', () => {
  const braze = new FakeBraze();
  const replicaId = randomUUID();
  let pool: pg.Pool;
  let outbox: PostgresWriteBackOutbox;
  let client: BrazeClient;
  let writeBack: WriteBack;

  beforeAll(async () => {
    pool = ordinaryPool(database(), 2, 'test');
    await braze.start();
    await pool.query(
      `INSERT INTO replica (id, role, engine, started_at, beat_at)
       VALUES ($1, 'all', 1, parley_now(), parley_now() + interval '1 hour')`,
      [replicaId],
    );
  });
  afterAll(async () => {
    await braze.stop();
    await pool.end();
  });
  beforeEach(async () => {
    braze.forget();
    await pool.query('TRUNCATE write_back');
    outbox = new PostgresWriteBackOutbox(database(), replicaId);
    client = new BrazeClient({ url: braze.url, apiKey: () => 'key' }, 4, CALL_TIMEOUT_MS);
    const world = {
      clock: new MonotonicClock(),
      timers: new NodeTimers(),
      chance: new MathChance(),
      incidents: new HeardIncidents(),
      tally: new CountedTally(),
      outbox,
      braze: new UndiciBrazeProfiles(client),
    };
    const endpoint = new Endpoint('profiles', { calls: 4, recipientsPerCall: 75 }, world);
    writeBack = new WriteBack(world, endpoint, { replicaId, callTimeoutMs: CALL_TIMEOUT_MS });
  });
  afterEach(async () => {
    await writeBack.stop();
    await client.close();
    await outbox.close();
  });

  const allAre = (state: string) => (states: readonly string[]) =>
    states.every((each) => each === state);

  it('makes one object of three values and keeps the last', async () => {
    const id = await bearConversation(pool);
    for (const seq of [1, 2, 3]) {
      await writeWriteBack(pool, {
        conversationId: id,
        seq,
        attributes: { a: seq, [`b${String(seq)}`]: true },
      });
    }
    await writeWriteBack(pool, { conversationId: id, seq: 4, event: 'Order tracked' });

    writeBack.start();
    await eventually(() => writeBackStates(pool, id), allAre('sent'));

    expect(braze.calls).toMatchObject([
      {
        path: '/users/track',
        body: {
          attributes: [{ external_id: id, a: 3, b1: true, b2: true, b3: true }],
          events: [
            {
              external_id: id,
              name: 'Order tracked',
              time: '2026-01-02T03:04:05.000Z',
              properties: { seq: 4 },
            },
          ],
        },
      },
    ]);
  });

  it('unsubscribes nobody before the words that confirm it have had time to leave', async () => {
    const id = await bearConversation(pool);
    await writeReply(pool, { conversationId: id, seq: 2, sender: 'system', state: 'pending' });
    await writeWriteBack(pool, { conversationId: id, seq: 1, attributes: { a: 1 } });
    await writeWriteBack(pool, {
      ...{ conversationId: id, seq: 2, step: 'bot.unsubscribe' },
      attributes: { subscription_groups: [] },
    });
    const claimed = async (): Promise<readonly number[]> =>
      (await outbox.claim(10)).map(({ seq }) => seq);

    expect(await claimed()).toEqual([1]);
    await pool.query(`UPDATE write_back SET state = 'sent' WHERE seq = 1`);
    expect(await claimed()).toEqual([]);
    await pool.query(`UPDATE reply SET state = 'sent', settled_at = parley_now()`);
    expect(await claimed()).toEqual([]);
    await pool.query(`UPDATE reply SET settled_at = parley_now() - interval '11 seconds'`);

    expect(await claimed()).toEqual([2]);
  });

  it('sends at most 75 objects a call', async () => {
    const ids = await Promise.all(Array.from({ length: 90 }, () => bearConversation(pool)));
    for (const conversationId of ids) {
      await writeWriteBack(pool, { conversationId, seq: 1, attributes: { a: 1 }, event: 'Seen' });
    }

    writeBack.start();
    await eventually(
      async () => (await Promise.all(ids.map((id) => writeBackStates(pool, id)))).flat(),
      allAre('sent'),
    );

    for (const { body } of braze.calls) {
      const { attributes, events } = body as Record<string, readonly unknown[]>;
      expect((attributes?.length ?? 0) + (events?.length ?? 0)).toBeLessThanOrEqual(75);
    }
  });

  it('repeats attributes after a cut, and not the event that may have been taken', async () => {
    const id = await bearConversation(pool);
    await writeWriteBack(pool, { conversationId: id, seq: 1, attributes: { a: 1 }, event: 'Seen' });
    await writeWriteBack(pool, { conversationId: id, seq: 2, attributes: { a: 2 } });
    await writeWriteBack(pool, { conversationId: id, seq: 3, event: 'Left' });
    braze.mood = () => ({ cut: braze.calls.length === 1 });

    writeBack.start();
    await eventually(
      () => writeBackStates(pool, id),
      ([, second]) => second === 'sent',
    );

    expect(await writeBackStates(pool, id)).toEqual(['ambiguous', 'sent', 'ambiguous']);
    expect(braze.calls).toHaveLength(2);
    expect(braze.calls[1]?.body).toEqual({ attributes: [{ external_id: id, a: 2 }] });
  });

  it('never writes an older value after a newer one', async () => {
    const id = await bearConversation(pool);
    await writeWriteBack(pool, { conversationId: id, seq: 1, attributes: { a: 1 } });
    braze.mood = () => (braze.calls.length === 1 ? { status: 503, body: {}, latencyMs: 50 } : {});

    writeBack.start();
    await eventually(
      () => braze.calls.length,
      (count) => count === 1,
    );
    await writeWriteBack(pool, { conversationId: id, seq: 2, attributes: { a: 2 } });
    writeBack.hint();
    await eventually(() => writeBackStates(pool, id), allAre('sent'));

    const values = braze.calls.map(
      ({ body }) => (body as { attributes: { a: number }[] }).attributes,
    );
    expect(values.map(([object]) => object?.a)).toEqual([1, 2]);
  });

  it('fails the one that Braze names and writes the others', async () => {
    const good = await bearConversation(pool);
    const bad = await bearConversation(pool);
    await writeWriteBack(pool, { conversationId: good, seq: 1, attributes: { a: 1 } });
    await writeWriteBack(pool, { conversationId: bad, seq: 1, attributes: { a: 'bad' } });
    braze.mood = ({ body }) => {
      const { attributes } = body as { attributes: { a: unknown }[] };
      const index = attributes.findIndex(({ a }) => a === 'bad');
      const errors = [{ type: 'INVALID', input_array: 'attributes', index }];
      return index < 0
        ? {}
        : { status: 400, body: { message: 'Valid data must be provided', errors } };
    };

    writeBack.start();
    await eventually(() => writeBackStates(pool, good), allAre('sent'));
    await eventually(() => writeBackStates(pool, bad), allAre('failed'));
  });

  it('finishes what a dead replica had on the wire', async () => {
    const id = await bearConversation(pool);
    const lost = {
      conversationId: id,
      state: 'in_flight',
      leasedBy: randomUUID(),
      attempt: 1,
      inFlightAt: `parley_now() - interval '1 minute'`,
    };
    await writeWriteBack(pool, { ...lost, seq: 1, attributes: { a: 1 } });
    await writeWriteBack(pool, { ...lost, seq: 2, event: 'Seen' });

    writeBack.start();
    await eventually(
      () => writeBackStates(pool, id),
      ([first]) => first === 'sent',
    );

    expect(await writeBackStates(pool, id)).toEqual(['sent', 'ambiguous']);
    expect(braze.calls.map(({ body }) => body)).toEqual([
      { attributes: [{ external_id: id, a: 1 }] },
    ]);
  });

  it('leaves a profile its owner, whatever a flow calls its attributes', async () => {
    const id = await bearConversation(pool);
    const attributes = { external_id: 'victim', braze_id: 'victim', a: 1 };
    await writeWriteBack(pool, { conversationId: id, seq: 1, attributes });

    writeBack.start();
    await eventually(() => writeBackStates(pool, id), allAre('sent'));

    expect(braze.calls[0]?.body).toEqual({ attributes: [{ external_id: id, a: 1 }] });
  });
});
