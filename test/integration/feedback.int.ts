import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';

import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';

import { Accepting } from '../support/accepting.ts';
import { aMessage, anArrival } from '../support/arrivals.ts';
import { aCurrentsEvent, aWhatsappEvent, batchOf } from '../support/feedback/a-currents-event.ts';
import { FeedbackHere } from '../support/feedback/feedback-here.ts';
import { aRelease } from '../support/flow/a-release.ts';
import { useDatabase } from '../support/postgres/use-database.ts';
import { repliesOf } from '../support/reply-rows.ts';

const RELEASE = aRelease([
  `
flow: hello
start: { keywords: [hello] }
steps:
  greet: { say: [One., Two.], goto: end }
`,
]);
const database = useDatabase();

describe('feedback on Postgres', () => {
  let pool: pg.Pool;
  let accepting: Accepting;
  let feedback: FeedbackHere;
  let customer: string;
  let brazeId: string;
  let dispatchId: string;

  beforeAll(() => {
    pool = ordinaryPool(database(), 3, 'test');
  });
  afterAll(() => pool.end());
  beforeEach(() => {
    customer = randomUUID();
    brazeId = randomUUID();
    dispatchId = randomUUID();
    accepting = new Accepting(database(), { release: RELEASE });
    feedback = new FeedbackHere(pool, accepting);
  });
  afterEach(() => accepting.close());

  const says = async (text: string, externalId = customer): Promise<string> => {
    const to = { identities: [{ kind: 'external_id', value: externalId }] } as const;
    const [receipt] = await accepting.acceptEvents.execute([
      anArrival({ to, event: aMessage(text) }),
    ]);
    if (receipt === undefined) throw new Error('No receipt');
    return receipt.conversationId;
  };
  /** A conversation of two replies that stand as the test says. */
  const replied = async (set: string): Promise<string> => {
    const id = await says('hello');
    await pool.query(`UPDATE reply SET ${set} WHERE conversation_id = $1`, [id]);
    return id;
  };
  const sent = (): Promise<string> =>
    replied(`state = 'sent', settled_at = parley_now(), dispatch_id = '${dispatchId}'`);
  const rows = async (sql: string, ...values: unknown[]): Promise<Record<string, unknown>[]> =>
    (await pool.query<Record<string, unknown>>(sql, values)).rows;
  const deliveries = (id: string): Promise<Record<string, unknown>[]> =>
    rows(
      `SELECT idx, message_id, sent_at IS NOT NULL AS sent, delivered_at IS NOT NULL AS delivered,
              read_at IS NOT NULL AS read, failure, code, reason
       FROM delivery WHERE conversation_id = $1 ORDER BY seq, idx`,
      id,
    );
  const user = () => ({ externalId: customer, brazeId });
  const send = (id: string, idx = 0, messageId = `wamid.${String(idx)}.${dispatchId}`) =>
    aWhatsappEvent('Send', {
      ...user(),
      replyId: `${id}:1:${String(idx)}`,
      properties: { dispatch_id: dispatchId, message_id: messageId },
    });
  const later = (name: string, properties: Record<string, unknown>) =>
    aWhatsappEvent(name, { ...user(), properties });

  it('shows a reply’s way to the customer, whatever is told first', async () => {
    const id = await sent();
    const message = { message_id: `wamid.0.${dispatchId}` };

    await feedback.tell(later('Read', message));
    expect(await deliveries(id)).toEqual([]);
    await feedback.tell(later('Delivery', message), send(id));

    expect(await deliveries(id)).toEqual([
      {
        ...{ idx: 0, message_id: message.message_id, sent: true, delivered: true, read: true },
        ...{ failure: null, code: null, reason: null },
      },
    ]);
    expect(await rows('SELECT id FROM feedback WHERE braze_id = $1', brazeId)).toEqual([]);
  });

  it('finds a reply by its dispatch and recipient where the campaign names none', async () => {
    const id = await sent();
    const other = later('Delivery', { dispatch_id: randomUUID() });

    await feedback.tell(other, later('Delivery', { dispatch_id: dispatchId }));

    expect((await deliveries(id)).map(({ delivered }) => delivered)).toEqual([true]);
    expect(await rows('SELECT type FROM feedback WHERE braze_id = $1', brazeId)).toEqual([
      { type: 'delivered' },
    ]);
  });

  it('keeps nothing of what other campaigns send', async () => {
    await sent();
    const properties = { dispatch_id: randomUUID(), campaign_id: 'black-friday' };

    await feedback.tell(later('Send', properties), later('Delivery', properties));

    expect(await rows('SELECT id FROM feedback WHERE braze_id = $1', brazeId)).toEqual([]);
    expect(feedback.tally.counts.get('unmatched')).toBe(2);
  });

  it.each([
    ['ambiguous', 'Send', 'sent'],
    ['held', 'Delivery', 'sent'],
    ['ambiguous', 'Failure', 'failed'],
    ['held', 'Abort', 'failed'],
  ])('settles a reply that is %s by a %s as %s', async (state, name, becomes) => {
    const id = await replied(`state = '${state}', settled_at = parley_now(), ambiguities = 1`);
    const properties = { dispatch_id: dispatchId, message_id: randomUUID() };
    const replyId = `${id}:1:0`;

    await feedback.tell(aWhatsappEvent(name, { ...user(), replyId, properties }));

    const [reply, next] = await repliesOf(pool, id);
    expect(reply).toMatchObject({ state: becomes, dispatch_id: dispatchId });
    expect(next?.state).toBe(state);
    expect(feedback.tally.counts.get('settled')).toBe(1);
  });

  it('spares the customer the repetition of what Braze has sent', async () => {
    const id = await replied("state = 'pending', leased_by = NULL, ambiguities = 1, attempt = 1");

    await feedback.tell(send(id));

    const [reply, next] = await repliesOf(pool, id);
    expect(reply).toMatchObject({ state: 'sent', leased_by: null });
    expect(reply?.settled_at).toBeInstanceOf(Date);
    expect(next?.state).toBe('pending');
  });

  it('leaves alone what was never in doubt', async () => {
    const id = await says('hello');

    await feedback.tell(send(id));

    expect((await repliesOf(pool, id)).map(({ state }) => state)).toEqual(['leased', 'leased']);
  });

  it('holds what is to be verified once its time is over, and nothing else', async () => {
    const id = await replied(
      `state = 'ambiguous', ambiguities = 1, reason = 'cut', policy = 'verify',
       settled_at = parley_now() - CASE WHEN idx = 0 THEN interval '11 min' ELSE interval '9 min' END`,
    );

    const held = await feedback.store.holdUnverified(600_000);

    expect(held).toBe(1);
    expect(await repliesOf(pool, id)).toMatchObject([
      { state: 'held', reason: 'cut; Currents did not tell in time' },
      { state: 'ambiguous', reason: 'cut' },
    ]);
  });

  it('tells the conversation of a failure once, however often Currents does', async () => {
    const id = await sent();
    const why = { provider_error_code: '131047', provider_error_title: 'Re-engagement message' };
    const failure = later('Failure', { dispatch_id: dispatchId, ...why });

    await feedback.tell(send(id), failure, failure);
    await feedback.tell(failure);

    const events = await rows(
      "SELECT seq, payload FROM event WHERE conversation_id = $1 AND kind = 'delivery-failed'",
      id,
    );
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      payload: { step: 'hello.greet', failure: 'failed', code: '131047', replySeq: 1 },
    });
    expect((await deliveries(id)).at(-1)).toMatchObject({
      ...{ failure: 'failed', code: '131047', reason: 'Re-engagement message' },
    });
  });

  it('tells the conversation of a reply whose time was over, once', async () => {
    const over = 'its time was over before it could leave';
    const id = await replied(`state = 'expired', settled_at = parley_now(), reason = '${over}'`);

    await Promise.all([feedback.lookAfter.tellUnsent(), feedback.lookAfter.tellUnsent()]);
    await feedback.lookAfter.tellUnsent();

    const events = await rows(
      "SELECT payload FROM event WHERE conversation_id = $1 AND kind = 'delivery-failed' ORDER BY seq",
      id,
    );
    expect(events.map(({ payload }) => payload)).toMatchObject(
      [...events.keys()].map(() => ({ step: 'hello.greet', failure: 'expired', reason: over })),
    );
    expect(events).toHaveLength(2);
    expect((await deliveries(id)).map(({ failure }) => failure)).toEqual(['expired', 'expired']);
  });

  it('tells the conversation of a reply that Braze refused for good, and again when it goes out anew', async () => {
    const refused = `state = 'failed', settled_at = parley_now(), reason = 'HTTP 400: no such user'`;
    const id = await replied(refused);
    const told = (): Promise<Record<string, unknown>[]> =>
      rows(
        "SELECT payload FROM event WHERE conversation_id = $1 AND kind = 'delivery-failed' ORDER BY seq",
        id,
      );

    await feedback.lookAfter.tellUnsent();
    await feedback.lookAfter.tellUnsent();

    expect(await told()).toMatchObject([
      { payload: { step: 'hello.greet', failure: 'refused', reason: 'HTTP 400: no such user' } },
      { payload: { step: 'hello.greet', failure: 'refused' } },
    ]);
    expect((await deliveries(id)).map(({ failure }) => failure)).toEqual(['refused', 'refused']);

    await rows('DELETE FROM delivery WHERE conversation_id = $1', id);
    await rows('UPDATE reply SET attempt = attempt + 1 WHERE conversation_id = $1 AND idx = 0', id);
    await feedback.lookAfter.tellUnsent();

    expect(await told()).toHaveLength(3);
  });

  it('tells again of expired replies where it was cut before it wrote them down', async () => {
    const id = await replied("state = 'expired', settled_at = parley_now(), reason = 'over'");
    await feedback.lookAfter.tellUnsent();
    await rows('DELETE FROM delivery WHERE conversation_id = $1', id);

    await feedback.lookAfter.tellUnsent();

    const [told] = await rows(
      "SELECT count(*)::int FROM event WHERE conversation_id = $1 AND kind = 'delivery-failed'",
      id,
    );
    expect(told).toEqual({ count: 2 });
  });

  it('believes a delivery more than a failure told with it', async () => {
    const id = await sent();
    const message = { message_id: `wamid.0.${dispatchId}` };

    await feedback.tell(send(id));
    await feedback.tell(later('Failure', message), later('Delivery', message));

    const events = await rows(
      "SELECT seq FROM event WHERE conversation_id = $1 AND kind = 'delivery-failed'",
      id,
    );
    expect(events).toEqual([]);
  });

  it('keeps examples of what it does not know, once each, and of what is no batch', async () => {
    const type = `users.behaviors.${randomUUID()}`;
    const events = Array.from({ length: 30 }, () => aCurrentsEvent({ type, brazeId }));

    await feedback.tell(...events);
    await feedback.tell(...events);
    const count = await feedback.takeFeedback.execute('{"events": 7, "\u0000"', randomUUID());

    expect(await rows('SELECT id FROM feedback WHERE type = $1', type)).toHaveLength(20);
    expect(count).toBe(0);
    expect(await rows("SELECT id FROM feedback WHERE type = 'unreadable'")).toHaveLength(1);
  });

  it('bears events whose every field is hostile', async () => {
    const id = await sent();
    const deep: unknown = JSON.parse('['.repeat(2000) + ']'.repeat(2000));
    const hostile = [
      ...[null, 7, 'x', [], {}, { event_type: 'constructor', id: '__proto__' }],
      aWhatsappEvent('Send', {
        id: '\u0000\ud800',
        time: 1e300,
        properties: { dispatch_id: deep },
      }),
      aWhatsappEvent('Delivery', { replyId: `${id}:999999999:9999`, time: -1 }),
      aWhatsappEvent('Failure', {
        replyId: `${id}:1:0`,
        properties: { provider_error_code: deep },
      }),
      aCurrentsEvent({ type: 'users.UserOrphan', properties: { orphaned_by_id: {} } }),
      aCurrentsEvent({ type: 'x'.repeat(10_000), id: 'y'.repeat(10_000) }),
    ];

    expect(await feedback.tell(...hostile)).toBe(hostile.length);
    expect(feedback.incidents.heard).toEqual([]);
    expect((await deliveries(id)).map(({ failure }) => failure)).toEqual(['failed']);
  });

  it('tells an operator that Braze lost messages of customers', async () => {
    await feedback.tell(aCurrentsEvent({ type: 'users.messages.webhook.Failure' }));

    expect(feedback.incidents.heard).toMatchObject([
      { why: { code: 'feedback.forwarding-failed', details: { count: 1 } } },
    ]);
  });

  it('makes one conversation of two whose profiles became one, and writes to the survivor', async () => {
    const old = await sent();
    await feedback.tell(send(old));
    const survivor = randomUUID();
    const survivorBrazeId = randomUUID();
    const young = await says('hello', survivor);
    const first = aWhatsappEvent('Send', {
      ...{ externalId: survivor, brazeId: survivorBrazeId, replyId: `${young}:1:0` },
    });
    await feedback.tell(first);
    const orphaned = aCurrentsEvent({
      ...{ ...user(), type: 'users.UserOrphan' },
      properties: { orphaned_by_id: survivorBrazeId },
    });

    await feedback.tell(orphaned);
    await feedback.tell(orphaned);

    const [conversation] = await rows(
      'SELECT merged_into, recipient_value FROM conversation WHERE id = $1',
      old,
    );
    expect(conversation).toEqual({ merged_into: null, recipient_value: survivor });
    const names = await rows(
      'SELECT value FROM identity WHERE conversation_id = $1 ORDER BY kind DESC',
      old,
    );
    expect(names.map(({ value }) => value)).toEqual([survivor, survivorBrazeId]);
    expect(await says('hello', survivor)).toBe(old);
  });

  it('deletes everything of whoever is to be forgotten, and says so without naming them', async () => {
    const id = await sent();
    const bystander = await says('hello', randomUUID());
    await feedback.tell(send(id), later('Read', { message_id: randomUUID() }));
    const request = randomUUID();
    const deletion = aCurrentsEvent({ type: 'users.UserDeleteRequest', id: request, brazeId });

    await feedback.tell(deletion);
    await feedback.tell(deletion);

    const tables = await rows(
      `SELECT table_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name = 'conversation_id'`,
    );
    for (const { name } of tables) {
      const left = await rows(`SELECT 1 FROM ${String(name)} WHERE conversation_id = $1`, id);
      expect({ name, left }).toEqual({ name, left: [] });
    }
    expect(await rows('SELECT id FROM conversation WHERE id = $1', id)).toEqual([]);
    expect(await rows('SELECT id FROM conversation WHERE id = $1', bystander)).toHaveLength(1);
    const audit = await rows(
      'SELECT actor, action, details FROM audit WHERE subject = $1',
      request,
    );
    expect(audit).toEqual([
      { actor: 'braze', action: 'conversation.erased', details: { conversations: [id] } },
    ]);
    expect(JSON.stringify(audit)).not.toContain(customer);
  });

  it('begins anew with whoever writes again after having been forgotten', async () => {
    const id = await sent();
    await feedback.tell(send(id));
    await feedback.tell(aCurrentsEvent({ type: 'users.UserDeleteRequest', brazeId }));

    const again = await says('hello');

    expect(again).not.toBe(id);
    expect(await repliesOf(pool, again)).toHaveLength(2);
  });

  it('answers a probe', async () => {
    expect(await feedback.takeFeedback.execute('', 'probe')).toBe(0);
    expect(await feedback.takeFeedback.execute(batchOf(), 'probe')).toBe(0);
  });
});
