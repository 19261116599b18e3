import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';

import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';
import {
  ConversationHeld,
  Overloaded,
  UnknownConversation,
} from '#app/accept-events/accept-errors.ts';
import type { Arrival, Receipt } from '#app/accept-events/arrival.ts';

import { Accepting } from '../support/accepting.ts';
import { aMessage, anArrival } from '../support/arrivals.ts';
import { FaultyConversationStore, type StoreFaults } from '../support/faulty-conversation-store.ts';
import { aRelease } from '../support/flow/a-release.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const RELEASE = aRelease([
  `
flow: name
start: { keywords: [name] }
slots: { called: { type: text } }
steps:
  ask_name: { ask: called, say: "Your name?", silence: { after: 1h, goto: end } }
  greet: { say: ["Hello {{ called }}", "Bye {{ called }}"], goto: end }
`,
  `
flow: tips
start: { keywords: [tips] }
steps:
  tip: { say: A tip, stale: { after: 1h, on_message: true } }
  last: { say: That was it, goto: end }
`,
  `
flow: nap
start: { keywords: [nap] }
steps:
  sleep: { wait: 2h }
  up: { say: Awake, goto: end }
`,
]);
const database = useDatabase();

describe('AcceptEvents on Postgres', () => {
  let pool: pg.Pool;
  let accepting: Accepting;
  let faults: StoreFaults;
  let customer: string;

  beforeAll(() => {
    pool = ordinaryPool(database(), 3, 'test');
  });
  afterAll(() => pool.end());
  beforeEach(() => {
    customer = randomUUID();
    faults = {};
    accepting = new Accepting(database(), {
      release: RELEASE,
      around: (store) => new FaultyConversationStore(store, faults),
    });
  });
  afterEach(() => accepting.close());

  const says = (text: string, more: Partial<Arrival> = {}): Arrival =>
    anArrival({
      to: { identities: [{ kind: 'external_id', value: customer }] },
      event: aMessage(text),
      ...more,
    });
  const accept = async (...arrivals: Arrival[]): Promise<readonly Receipt[]> =>
    accepting.acceptEvents.execute(arrivals);
  const texts = (): unknown[] =>
    accepting.effects.leased.map(({ properties }) => properties['external_system_msg_body']);
  const rows = async (sql: string, id: string): Promise<unknown[]> =>
    (await pool.query<Record<string, unknown>>(sql, [id])).rows;

  it('applies what one customer writes at once in the order in which it came', async () => {
    const receipts = await accept(says('name'), says('Ana'), says('name'), says('Eva'));

    expect(receipts.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(texts()).toEqual([
      'Your name?',
      'Hello Ana',
      'Bye Ana',
      'Your name?',
      'Hello Eva',
      'Bye Eva',
    ]);
  });

  it('lets go of what a step said and is stale, once the customer writes again', async () => {
    const [first] = await accept(says('tips'));
    await accept(says('name'));

    const replies = await rows(
      `SELECT step, state, expires_at < parley_now() + interval '1 hour' AS soon_over
       FROM reply WHERE conversation_id = $1 ORDER BY seq, idx`,
      first?.conversationId ?? '',
    );
    expect(replies).toMatchObject([
      { step: 'tips.tip', state: 'cancelled', soon_over: true },
      { step: 'tips.last', state: 'leased', soon_over: false },
      { step: 'name.ask_name', soon_over: false },
    ]);
  });

  it('begins one conversation when two replicas meet a new customer at the same time', async () => {
    const other = new Accepting(database(), { release: RELEASE });

    const receipts = await Promise.all([
      accept(says('name')),
      other.acceptEvents.execute([says('nap')]),
    ]);

    await other.close();
    const [a, b] = receipts.flat();
    expect(a?.conversationId).toBe(b?.conversationId);
    expect(
      receipts
        .flat()
        .map(({ seq }) => seq)
        .sort(),
    ).toEqual([1, 2]);
  });

  it('takes a message for the same only with the same dispatch and content', async () => {
    const dedupeKey = randomUUID();
    const [first, again] = await accept(says('name', { dedupeKey }), says('name', { dedupeKey }));
    const [later] = await accept(says('name', { dedupeKey }));

    expect(first).toMatchObject({ status: 'accepted', seq: 1 });
    expect([again, later]).toEqual([
      { ...first, status: 'duplicate' },
      { ...first, status: 'duplicate' },
    ]);
    expect(texts()).toEqual(['Your name?']);
  });

  it('flags what repeats itself without a dispatch id, and drops nothing', async () => {
    const contentKey = randomUUID();
    const [receipt] = await accept(says('yes', { contentKey }), says('yes', { contentKey }));

    const log = await rows(
      'SELECT flags FROM event WHERE conversation_id = $1 ORDER BY seq',
      receipt?.conversationId ?? '',
    );
    expect(log).toEqual([{ flags: [] }, { flags: ['repeated-content'] }]);
  });

  it('repeats a batch whose COMMIT nobody heard of, and applies it once', async () => {
    faults.unheardCommits = 1;

    const receipts = await accept(says('name'), says('Ana'));

    expect(receipts.map(({ status, seq }) => [status, seq])).toEqual([
      ['accepted', 1],
      ['accepted', 2],
    ]);
    const log = await rows(
      'SELECT seq FROM event WHERE conversation_id = $1',
      receipts[0]?.conversationId ?? '',
    );
    expect(log).toHaveLength(2);
  });

  it('goes on after a COMMIT that failed', async () => {
    faults.failedCommits = 2;

    expect(await accept(says('name'))).toMatchObject([{ status: 'accepted', seq: 1 }]);
  });

  it('parks the one event that the store refuses, and applies its neighbours', async () => {
    faults.refuses = 'poison';

    const receipts = await accept(says('name'), says('poison'), says('Ana'), anArrival());

    expect(receipts.map(({ status }) => status)).toEqual(Array(4).fill('accepted'));
    const log = await rows(
      `SELECT seq, parked IS NOT NULL AS parked, convert_from(raw, 'UTF8') AS raw
       FROM event WHERE conversation_id = $1 ORDER BY seq`,
      receipts[0]?.conversationId ?? '',
    );
    expect(log).toEqual([
      { seq: 1, parked: false, raw: null },
      { seq: 2, parked: true, raw: '{"text":"poison","media":[]}' },
      { seq: 3, parked: false, raw: null },
    ]);
    expect(texts()).toContain('Hello Ana');
    expect(accepting.incidents.heard.map(({ what }) => what)).toEqual([
      expect.stringContaining('parked'),
    ]);
  });

  it('gives a conversation that cannot be restored to people, and keeps its snapshot', async () => {
    const [first] = await accept(says('name'));
    const id = first?.conversationId ?? '';
    const broken = { value: { bot: { gone: 'nowhere' } }, context: {}, timers: [] };
    await pool.query('UPDATE conversation SET snapshot = $2 WHERE id = $1', [id, broken]);

    await accept(says('Ana'), says('anybody there?'));

    const [conversation] = await rows(
      `SELECT owner::text, epoch, last_seq, snapshot->'value' AS value, stuck_reason IS NOT NULL AS stuck
       FROM conversation WHERE id = $1`,
      id,
    );
    expect(conversation).toEqual({
      owner: 'queue',
      epoch: 1,
      last_seq: 3,
      value: broken.value,
      stuck: true,
    });
    expect(await rows('SELECT queue FROM handoff WHERE conversation_id = $1', id)).toHaveLength(1);
    // One apology, not one for each message.
    expect(texts()).toHaveLength(2);
  });

  it('puts aside a conversation that somebody holds, and lets the others go on', async () => {
    const [first] = await accept(says('name'));
    const holder = await pool.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM conversation WHERE id = $1 FOR UPDATE', [
      first?.conversationId,
    ]);

    const held = accept(says('Ana'), says('name'));
    const others = await accept(anArrival(), anArrival());
    await holder.query('COMMIT');
    holder.release();

    expect(others.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
    expect((await held).map(({ seq }) => seq)).toEqual([2, 3]);
  });

  it('tells the caller to come again when a conversation stays held', async () => {
    const [first] = await accept(says('name'));
    const holder = await pool.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM conversation WHERE id = $1 FOR UPDATE', [
      first?.conversationId,
    ]);

    const held = accepting.acceptEvents.execute([says('Ana')], { patienceMs: 300 });

    await expect(held).rejects.toBeInstanceOf(ConversationHeld);
    await holder.query('COMMIT');
    holder.release();
  });

  it('says that there is no such conversation', async () => {
    const lost = anArrival({ to: { conversationId: randomUUID() } });

    await expect(accept(lost)).rejects.toBeInstanceOf(UnknownConversation);
  });

  it('refuses what has waited too long for its turn', async () => {
    faults.failedCommits = 1000;

    const impatient = [says('name'), ...Array.from({ length: 300 }, () => anArrival())];
    const outcomes = await Promise.allSettled(
      impatient.map((arrival) => accepting.acceptEvents.execute([arrival], { patienceMs: 400 })),
    );

    const reasons = outcomes.map((outcome) =>
      outcome.status === 'rejected' ? (outcome.reason as Error).constructor : undefined,
    );
    expect(reasons).not.toContain(undefined);
    expect(reasons).toContain(Overloaded);
  });

  it('keeps a customer in mid-flow on the release they began with, and moves them at its end', async () => {
    await accept(says('name'));
    const changed = aRelease([
      `
flow: name
start: { keywords: [name] }
slots: { called: { type: text } }
steps:
  ask_name: { ask: called, say: "What are you called?", silence: { after: 1h, goto: end } }
  greet: { say: "Welcome {{ called }}", goto: end }
`,
    ]);
    accepting.releases.publish(2, changed);

    const receipts = await accept(says('Ana'), says('name'));

    expect(texts()).toEqual(['Your name?', 'Hello Ana', 'Bye Ana', 'What are you called?']);
    expect(accepting.releases.loaded).toContain(1);
    const log = await rows(
      'SELECT release_id FROM event WHERE conversation_id = $1 ORDER BY seq',
      receipts[0]?.conversationId ?? '',
    );
    expect(log).toEqual([{ release_id: 1 }, { release_id: 1 }, { release_id: 2 }]);
  });

  it('fires a timer once, and ignores the one of an earlier visit', async () => {
    const [first] = await accept(says('nap'));
    const conversationId = first?.conversationId ?? '';
    const [timer] = (await rows(
      'SELECT id, gen FROM timer WHERE conversation_id = $1',
      conversationId,
    )) as {
      readonly id: string;
      readonly gen: number;
    }[];
    const due = (gen: number): Arrival =>
      anArrival({ to: { conversationId }, event: { kind: 'timer', timer: timer?.id ?? '', gen } });

    const receipts = await accept(due(7), due(timer?.gen ?? 0), due(timer?.gen ?? 0));

    expect(receipts.map(({ status }) => status)).toEqual(['ignored', 'accepted', 'ignored']);
    expect(texts()).toEqual(['Awake']);
    expect(await rows('SELECT 1 FROM timer WHERE conversation_id = $1', conversationId)).toEqual(
      [],
    );
  });

  it('never writes an event before the one that came before it', async () => {
    const [first] = await accept(says('name'));
    const id = first?.conversationId ?? '';
    await pool.query(
      `UPDATE conversation SET last_event_at = parley_now() + interval '1 minute' WHERE id = $1`,
      [id],
    );
    await accept(says('Ana'));

    const [second] = await rows(
      `SELECT e.at >= parley_now() + interval '30 seconds' AS "isLater"
       FROM event e WHERE conversation_id = $1 AND seq = 2`,
      id,
    );
    expect(second).toEqual({ isLater: true });
  });

  it('bears replies for others where this process does not send, or the lane is taken', async () => {
    const web = new Accepting(database(), { release: RELEASE, delivers: false });
    const [first] = await web.acceptEvents.execute([says('name')]);
    await web.close();

    await accept(says('Ana'));

    const states = await rows(
      'SELECT state::text FROM reply WHERE conversation_id = $1 ORDER BY seq, idx',
      first?.conversationId ?? '',
    );
    expect(states).toEqual([{ state: 'pending' }, { state: 'pending' }, { state: 'pending' }]);
    expect(web.effects.waiting).toEqual([first?.conversationId]);
    expect(accepting.effects.leased).toEqual([]);
  });

  it('leaves aside a conversation that a newer engine wrote', async () => {
    const [first] = await accept(says('name'));
    await pool.query('UPDATE conversation SET engine = 99 WHERE id = $1', [first?.conversationId]);

    const newer = accepting.acceptEvents.execute([says('Ana')], { patienceMs: 200 });

    await expect(newer).rejects.toBeInstanceOf(ConversationHeld);
  });

  it('closes the younger of two conversations of one person, and goes on with the older', async () => {
    const anonymous = { kind: 'braze_id', value: `b-${customer}` } as const;
    const named = { kind: 'external_id', value: customer } as const;
    const [older] = await accept(says('name', { to: { identities: [anonymous] } }));
    const [younger] = await accept(says('nap', { to: { identities: [named] } }));

    const [joined] = await accept(says('Ana', { to: { identities: [named, anonymous] } }));

    expect(joined?.conversationId).toBe(older?.conversationId);
    expect(texts()).toContain('Hello Ana');
    const [closed] = await rows(
      `SELECT c.merged_into, e.kind FROM conversation c
       JOIN event e ON e.conversation_id = c.id AND e.seq = c.last_seq WHERE c.id = $1`,
      younger?.conversationId ?? '',
    );
    expect(closed).toEqual({ merged_into: older?.conversationId, kind: 'merged' });
    const [recipient] = await rows(
      'SELECT recipient_kind FROM conversation WHERE id = $1',
      older?.conversationId ?? '',
    );
    expect(recipient).toEqual({ recipient_kind: 'external_id' });
    // Whoever remembers the closed one is sent on.
    const [sentOn] = await accept(
      says('name', { to: { conversationId: younger?.conversationId ?? '' } }),
    );
    expect(sentOn?.conversationId).toBe(older?.conversationId);
  });
});
