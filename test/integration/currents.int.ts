import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';

import { PostgresReplyDesk } from '#adapters/postgres/operators/postgres-reply-desk.ts';
import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';

import { Accepting } from '../support/accepting.ts';
import { aMessage, anArrival } from '../support/arrivals.ts';
import { Deliverer } from '../support/deliverer.ts';
import { eventually } from '../support/eventually.ts';
import { FeedbackHere } from '../support/feedback/feedback-here.ts';
import { OpenCurrentsDoor, TOKEN } from '../support/feedback/open-currents-door.ts';
import { aRelease } from '../support/flow/a-release.ts';
import { useDatabase } from '../support/postgres/use-database.ts';
import { type ServedSandbox, serveSandbox } from '../support/sandbox/serve-sandbox.ts';

const RELEASE = aRelease([
  `
flow: hello
start: { keywords: [hello] }
steps:
  greet: { say: { text: One., policy: verify }, goto: end }
`,
]);
const database = useDatabase();

describe('a reply’s way, from the flow to Currents', () => {
  let pool: pg.Pool;
  let accepting: Accepting;
  let feedback: FeedbackHere;
  let door: OpenCurrentsDoor;
  let braze: ServedSandbox;
  let deliverer: Deliverer;
  let desk: PostgresReplyDesk;

  beforeAll(() => {
    pool = ordinaryPool(database(), 4, 'test');
    desk = new PostgresReplyDesk(pool);
  });
  afterAll(() => pool.end());
  beforeEach(async () => {
    accepting = new Accepting(database(), { release: RELEASE });
    feedback = new FeedbackHere(pool, accepting);
    door = new OpenCurrentsDoor({ takeFeedback: feedback.takeFeedback });
    await door.open();
    const currents = { url: door.url, token: TOKEN, delayMs: 5 };
    braze = await serveSandbox({ currents });
    braze.sandbox.knowCampaigns(['c-text']);
    deliverer = new Deliverer(database(), braze.url, 300);
    await deliverer.beat(pool);
  });
  afterEach(async () => {
    await deliverer.stop();
    await braze.close();
    await door.shut();
    await accepting.close();
  });

  /** Says hello as somebody new and has the answer sent. */
  const greeted = async (customer: string): Promise<string> => {
    const to = { identities: [{ kind: 'external_id', value: customer }] } as const;
    const [receipt] = await accepting.acceptEvents.execute([
      anArrival({ to, event: aMessage('hello') }),
    ]);
    if (receipt === undefined) throw new Error('No receipt');
    await pool.query("UPDATE reply SET state = 'pending', leased_by = NULL WHERE state = 'leased'");
    deliverer.deliver.hint([receipt.conversationId]);
    return receipt.conversationId;
  };
  const shown = (conversationId: string) =>
    eventually(
      () => desk.get({ conversationId, seq: 1, idx: 0 }),
      (reply) => reply?.readAtMs !== undefined || reply?.failedAtMs !== undefined,
    );

  it.each([
    ['in order', {}],
    ['out of order and twice', { isShuffled: true, duplicates: 2 }],
    ['without the reply’s name', { hasExtras: false }],
  ])('is read, told %s', async (_how, settings) => {
    Object.assign(braze.sandbox.currents.settings, settings);

    const reply = await shown(await greeted(randomUUID()));

    expect(reply).toMatchObject({ state: 'sent', failure: undefined });
    expect(reply?.readAtMs).toBeGreaterThanOrEqual(reply?.deliveredAtMs ?? Infinity);
    expect(feedback.incidents.heard).toEqual([]);
  });

  it('is sent for certain though Braze’s answer was lost, and sent once', async () => {
    braze.sandbox.faults.set([{ kind: 'cut-after', times: 1 }]);
    const customer = randomUUID();

    const reply = await shown(await greeted(customer));

    expect(reply).toMatchObject({ state: 'sent', ambiguities: 1 });
    const person = braze.sandbox.people.find({ kind: 'external_id', value: customer });
    expect(person?.chat.toArray()).toHaveLength(1);
  });

  it('fails visibly when WhatsApp refuses it', async () => {
    const customer = randomUUID();
    const person = braze.sandbox.people.create([{ kind: 'external_id', value: customer }]);
    person.onPhone = true;

    const id = await greeted(customer);

    expect(await shown(id)).toMatchObject({ state: 'sent', failure: 'failed', code: '131047' });
    const kinds = async (): Promise<string[]> => {
      const sql = 'SELECT kind FROM event WHERE conversation_id = $1 ORDER BY seq';
      return (await pool.query<{ kind: string }>(sql, [id])).rows.map(({ kind }) => kind);
    };
    const logged = await eventually(kinds, ({ length }) => length > 1);
    expect(logged).toEqual(['message', 'delivery-failed']);
  });
});
