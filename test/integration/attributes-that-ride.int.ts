import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';

import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';
import { PostgresWriteBackOutbox } from '#adapters/postgres/write-backs/postgres-write-back-outbox.ts';
import type { ClaimedWriteBack } from '#app/ports/write-back-outbox.ts';

import { Accepting } from '../support/accepting.ts';
import { aMessage, anArrival } from '../support/arrivals.ts';
import { Deliverer } from '../support/deliverer.ts';
import { eventually } from '../support/eventually.ts';
import { A_BOT, aRelease } from '../support/flow/a-release.ts';
import { useDatabase } from '../support/postgres/use-database.ts';
import { bearConversation, statesOf, writeReply } from '../support/reply-rows.ts';
import { type ServedSandbox, serveSandbox } from '../support/sandbox/serve-sandbox.ts';
import { type SomeWriteBack, writeBackStates, writeWriteBack } from '../support/write-back-rows.ts';

const RELEASE = aRelease(
  [
    `flow: size
start: { keywords: [size] }
steps:
  tell: { say: [Noted., Bye.], write: { attributes: { size: M } }, goto: end }`,
  ],
  `${A_BOT}\nprofile: { attributes: false, events: false }\n`,
);
const database = useDatabase();

describe('Attributes that a reply depends on', () => {
  const replicaId = randomUUID();
  let pool: pg.Pool;
  let writeBacks: PostgresWriteBackOutbox;
  let served: ServedSandbox;
  let deliverer: Deliverer;

  beforeAll(() => {
    pool = ordinaryPool(database(), 2, 'test');
    writeBacks = new PostgresWriteBackOutbox(database(), replicaId);
  });
  afterAll(async () => {
    await writeBacks.close();
    await pool.end();
  });
  beforeEach(async () => {
    await pool.query('TRUNCATE reply, write_back, closed_endpoint');
    served = await serveSandbox();
    served.sandbox.knowCampaigns([{ id: 'campaign', properties: { text: 'text' } }, 'c-text']);
    deliverer = new Deliverer(database(), served.url);
    await deliverer.beat(pool);
  });
  afterEach(async () => {
    await deliverer.stop();
    await served.close();
  });

  /** A reply with what it takes along, on its way or settled, and the write-back that it is from. */
  async function riding(state: string, more: Partial<SomeWriteBack> = {}): Promise<string> {
    const conversationId = await bearConversation(pool);
    const attributes = { size: 'M' };
    const inFlightAt = `parley_now() - interval '1 s'`;
    const isHeld = state === 'leased' || state === 'in_flight';
    const held = isHeld ? { leasedBy: deliverer.replicaId } : {};
    await writeReply(pool, { conversationId, seq: 5, state, attributes, inFlightAt, ...held });
    await writeWriteBack(pool, {
      conversationId,
      seq: 5,
      idx: 1,
      ridesWith: 0,
      attributes,
      ...more,
    });
    return conversationId;
  }
  const claimed = async (): Promise<readonly Pick<ClaimedWriteBack, 'attributes' | 'event'>[]> =>
    (await writeBacks.claim(10)).map(({ attributes, event }) => ({ attributes, event }));

  it('go in the same call, before it is sent, and are not written again', async () => {
    const customer = randomUUID();
    const accepting = new Accepting(database(), { release: RELEASE, delivers: false });
    const to = { identities: [{ kind: 'external_id', value: customer }] } as const;
    const [receipt] = await accepting.acceptEvents.execute([
      anArrival({ to, event: aMessage('size') }),
    ]);
    const id = receipt?.conversationId ?? '';
    expect(await claimed()).toEqual([]);

    deliverer.deliver.hint([id]);
    await eventually(
      () => statesOf(pool, id),
      (states) => states.every((state) => state === 'sent'),
    );
    await accepting.close();

    expect(await claimed()).toEqual([]);
    expect(await writeBackStates(pool, id)).toEqual(['sent']);
    const [first, second] = served.sandbox.ledger.calls.toArray().map(({ body }) => body);
    expect(first).toMatchObject({ recipients: [{ attributes: { size: 'M' } }] });
    expect(JSON.stringify(second)).not.toContain('attributes');
    const person = served.sandbox.people.find({ kind: 'external_id', value: customer });
    expect(person?.attributes).toEqual({ size: 'M' });
  });

  it.each(['pending', 'leased', 'in_flight'])('wait while their reply is %s', async (state) => {
    const id = await riding(state);
    await writeWriteBack(pool, { conversationId: id, seq: 6, attributes: { size: 'L' } });

    expect(await claimed()).toEqual([]);
    expect(await writeBackStates(pool, id)).toEqual(['pending', 'pending']);
  });

  it.each(['failed', 'cancelled', 'expired', 'ambiguous', 'held'])(
    'are written by themselves where their reply is %s',
    async (state) => {
      await riding(state);

      expect(await claimed()).toEqual([{ attributes: { size: 'M' }, event: undefined }]);
    },
  );

  it('leave their event behind, which is sent by itself', async () => {
    await riding('sent', { event: 'Measured' });

    expect(await claimed()).toMatchObject([{ attributes: undefined, event: { name: 'Measured' } }]);
  });

  it.each([
    ['still waits', { state: 'pending' }],
    ['was on the wire at the same time', { state: 'sent', inFlightAt: 'parley_now()' }],
  ])('are written again after an older value of the same name that %s', async (_, older) => {
    const id = await riding('sent');
    const row = { conversationId: id, seq: 4, attributes: { size: 'S' }, ...older };
    await writeWriteBack(pool, row);

    const [last] = (await claimed()).slice(-1);

    expect(last?.attributes).toEqual({ size: 'M' });
  });

  it('are not, after an older value of another name', async () => {
    const id = await riding('sent');
    await writeWriteBack(pool, { conversationId: id, seq: 4, attributes: { colour: 'red' } });

    expect(await claimed()).toEqual([{ attributes: { colour: 'red' }, event: undefined }]);
    expect(await writeBackStates(pool, id)).toEqual(['in_flight', 'sent']);
  });
});
