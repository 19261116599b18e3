import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { PostgresDueTimers } from '#adapters/postgres/timers/postgres-due-timers.ts';
import { UuidV7Ids } from '#adapters/system/uuid-v7-ids.ts';
import { FireTimers } from '#app/fire-timers/fire-timers.ts';
import { FollowQueueSwitches } from '#app/handoff/follow-queue-switches.ts';
import { AgentIsFull, AlreadyTaken, NotYours } from '#app/handoff/handoff-errors.ts';
import type { DeskCursor, DeskRow } from '#app/ports/desk-lists.ts';
import type { Identity } from '#core/conversation/identity.ts';
import { CLOCKS } from '#core/flow/compile/desk/timers.ts';

import { aLead } from '../support/a-lead.ts';
import { aMessage, anArrival } from '../support/arrivals.ts';
import { DeskReplica } from '../support/desk-replica.ts';
import { A_BOT, aRelease } from '../support/flow/a-release.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const CARE = `
flow: care
start: { keywords: [care] }
steps:
  person: { handoff: { queue: care, no_agent: { say: Nobody is in., goto: end } } }
`;
const LINED = `
flow: lined
start: { keywords: [lined] }
steps:
  person: { handoff: { queue: returns }, say: 'Number {{ queue.position }}.' }
`;
const HOURLY = `
flow: hourly
start: { keywords: [hourly] }
steps:
  person: { handoff: { queue: returns, out_of_hours: { say: Closed., goto: end } } }
`;
const CARDS = `
flow: cards
start: { keywords: [card] }
steps:
  person: { handoff: { queue: care, skills: [cards], priority: high } }
`;
const BOT = `${A_BOT.replace(
  'queues: [care, returns]',
  `queues:
  care: { sla: { first_answer: 10m }, escalate: { priority: high, queue: returns, notify: [lea] } }
  returns:
    capacity: 1
    offer: pull
    waiting: { every: 1m, say: 'Number {{ queue.position }}, {{ queue.wait }}.' }`,
)}
desk: { idle: { after: 30m, then: close } }
`;
const RELEASE = aRelease([CARE, CARDS, LINED, HOURLY], BOT);
const LEE = aLead('lee');
const database = useDatabase();

describe('the desk on Postgres', () => {
  let one: DeskReplica;
  let two: DeskReplica;

  beforeAll(() => {
    one = new DeskReplica(database(), RELEASE);
    two = new DeskReplica(database(), RELEASE);
  });
  afterAll(() => Promise.all([one.close(), two.close()]));
  beforeEach(async () => {
    await one.pool.query('TRUNCATE agent, reservation, queue_override, note');
  });
  // Whatever a test did: who is before people stands in one list, and nobody else in any.
  afterEach(async () => {
    const { rows } = await one.pool.query(`
      SELECT c.id, c.owner, count(h.seq) AS lists FROM conversation c
      LEFT JOIN handoff h ON h.conversation_id = c.id AND h.ended_at IS NULL
      GROUP BY c.id HAVING count(h.seq) <> (c.owner IN ('queue', 'agent'))::int`);
    expect(rows).toEqual([]);
    await one.pool.query('TRUNCATE conversation, identity, event, reply, timer, handoff');
  });

  const writes = async (text: string, customer: string = randomUUID()): Promise<string> => {
    const to = { identities: [{ kind: 'external_id', value: customer }] } as const;
    const arrival = anArrival({ to, event: aMessage(text) });
    const [receipt] = await one.accepting.acceptEvents.execute([arrival]);
    return receipt?.conversationId ?? '';
  };
  /** Waits in the queue `care`. */
  const waits = (): Promise<string> => writes('agent');
  const row = async (conversationId: string): Promise<DeskRow | undefined> => {
    const { rows } = await one.lists.page({}, 200);
    return rows.find((each) => each.conversationId === conversationId);
  };
  const events = async (kind: string): Promise<number> =>
    (await one.pool.query('SELECT 1 FROM event WHERE kind = $1', [kind])).rowCount ?? 0;

  it('lets one of two win each of 1,000 races, and tells the other who did', async () => {
    await Promise.all([
      one.comes('ann', { capacity: 2_000 }),
      two.comes('bob', { capacity: 2_000 }),
    ]);
    const ids = await Promise.all(Array.from({ length: 1_000 }, waits));

    const race = (id: string) =>
      Promise.allSettled([one.claim.execute(id, 'ann'), two.claim.execute(id, 'bob')]);
    const races: Awaited<ReturnType<typeof race>>[] = [];
    // Some at once: each race is between two, and thousands more would only wait for connections.
    for (let from = 0; from < ids.length; from += 20) {
      // As their pages do: this may take longer than who is silent counts as there.
      await Promise.all([one.presence.beat('ann'), two.presence.beat('bob')]);
      races.push(...(await Promise.all(ids.slice(from, from + 20).map(race))));
    }

    const won = races.map(([ann]) => (ann.status === 'fulfilled' ? 'ann' : 'bob'));
    for (const [index, [ann, bob]] of races.entries()) {
      const [lost] = [ann, bob].filter((each) => each.status === 'rejected');
      expect([ann, bob].filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(lost?.reason).toBeInstanceOf(AlreadyTaken);
      expect((lost?.reason as AlreadyTaken).by).toBe(won[index]);
    }
    expect(await events('claimed')).toBe(1_000);
    const { rows } = await one.pool.query('SELECT 1 FROM reservation');
    expect(rows).toEqual([]);
  }, 120_000);

  it('offers in line, to each agent as many as they have room for, and to nobody twice', async () => {
    await Promise.all([one.comes('ann', { capacity: 2 }), two.comes('bob', { capacity: 1 })]);
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.push(await waits());

    await Promise.all([one.offers.execute(), two.offers.execute(), one.offers.execute()]);
    await one.offers.execute();

    const { rows } = await one.lists.page({}, 50);
    expect(rows.map(({ state }) => state)).toEqual([
      ...['offered', 'offered', 'offered', 'waiting', 'waiting'],
    ]);
    expect(rows.map(({ conversationId }) => conversationId)).toEqual(ids);
    expect(rows.map(({ offeredTo }) => offeredTo).sort()).toEqual([
      ...['ann', 'ann', 'bob', undefined, undefined],
    ]);
  });

  it('asks the next one when the first declines, and gives on the moment somebody frees', async () => {
    await one.comes('ann', { capacity: 1 });
    const [first, second] = [await waits(), await waits()];
    await one.offers.execute();
    await one.answer.accept(first, 'ann');
    expect(await one.offers.execute()).toBe(0);

    await one.door.enter(first, { kind: 'closed', by: 'ann', from: 'ann' });
    expect(await one.offers.execute()).toBe(1);
    await two.comes('bob');
    await one.answer.decline(second, 'ann');
    await two.offers.execute();

    expect(await row(second)).toMatchObject({ state: 'offered', offeredTo: 'bob' });
  });

  it('keeps each of 80 offers one person’s, accepted here while it is declined or lapses there', async () => {
    await one.comes('ann', { capacity: 500 });
    const ids = await Promise.all(Array.from({ length: 80 }, waits));
    expect(await one.offers.execute()).toBe(80);
    const twos = two.accepting;
    const timers = new PostgresDueTimers(two.pool);
    const clocks = new FireTimers(
      ...([timers, twos.acceptEvents, two.place] as const),
      ...([new UuidV7Ids(), twos.incidents] as const),
    );
    const declines = (id: string) => two.answer.decline(id, 'ann');
    const lapses = async (id: string): Promise<void> => {
      await two.pool.query(
        `UPDATE timer SET due_at = parley_now() - interval '1 millisecond'
         WHERE conversation_id = $1 AND id = $2`,
        [id, CLOCKS.offer],
      );
      await clocks.execute();
    };
    // Of eight, two are accepted first and two end first; the others run against each other.
    const race = (id: string, index: number) => {
      const accept = () => one.answer.accept(id, 'ann');
      const end = async (): Promise<void> => {
        await (index % 2 === 0 ? declines(id) : lapses(id));
      };
      const place = index % 8;
      const ends = place === 2 || place === 3 ? end() : undefined;
      const accepts = ends === undefined ? accept() : ends.then(accept);
      const ended = ends ?? (place < 2 ? accepts.then(end) : end());
      // And somebody looks for work to give out meanwhile.
      const gives = index % 10 === 0 ? two.offers.execute() : undefined;
      return Promise.allSettled([accepts, ended, gives]);
    };
    const accepted: boolean[] = [];
    for (let from = 0; from < ids.length; from += 16) {
      const raced = await Promise.all(ids.slice(from, from + 16).map(race));
      accepted.push(...raced.map(([accept]) => accept.status === 'fulfilled'));
    }

    const won = ids.filter((_id, index) => accepted[index]);
    const lost = ids.filter((_id, index) => !accepted[index]);
    // Whoever was told that they have it, has it; what they do not have waits for somebody.
    const before = new Map(
      (await one.lists.page({}, 200)).rows.map((each) => [each.conversationId, each]),
    );
    for (const id of won) expect(before.get(id)).toMatchObject({ state: 'held', agent: 'ann' });
    for (const id of lost) expect(['waiting', 'offered']).toContain(before.get(id)?.state);
    expect(won.length * lost.length).toBeGreaterThan(0);
    expect(await events('offer-accepted')).toBe(won.length);

    await one.presence.execute('ann', 'away');
    await two.comes('bob', { capacity: 500 });
    const open = (await one.lists.page({}, 200)).rows.filter(({ state }) => state === 'offered');
    for (const { conversationId } of open) await two.answer.decline(conversationId, 'ann');
    await Promise.all([one.offers.execute(), two.offers.execute()]);
    await two.offers.execute();
    const after = new Map(
      (await one.lists.page({}, 200)).rows.map((each) => [each.conversationId, each]),
    );
    for (const id of lost) {
      expect(after.get(id)).toMatchObject({ state: 'offered', offeredTo: 'bob' });
    }
    const { rows } = await one.pool.query('SELECT 1 FROM reservation');
    expect(rows).toEqual([]);
  }, 60_000);

  it('gives nobody more than they can have, who is away, or lacks a skill', async () => {
    await one.comes('ann', { capacity: 1 });
    const card = await writes('card');
    const [mine, other] = [await waits(), await waits()];

    await one.offers.execute();
    expect(await row(card)).toMatchObject({ state: 'waiting', priority: 'high' });
    expect(await row(mine)).toMatchObject({ state: 'offered', offeredTo: 'ann' });

    await expect(one.claim.execute(other, 'ann')).rejects.toBeInstanceOf(AgentIsFull);
    await one.presence.execute('ann', 'away');
    await expect(one.claim.execute(other, 'ann')).rejects.toThrow('not online');
    await expect(one.claim.execute(other, 'nobody')).rejects.toThrow('no such agent');
  });

  it('lets who is lost go back to the old place, and refuses their late words', async () => {
    await one.comes('ann');
    const [first] = [await waits(), await waits()];
    await one.claim.execute(first, 'ann');
    await one.sweep.execute();
    expect(await row(first)).toMatchObject({ state: 'held' });

    await one.pool.query("UPDATE agent SET beat_at = parley_now() - interval '1 minute'");
    await Promise.all([one.sweep.execute(), two.sweep.execute()]);

    const { rows } = await one.lists.page({}, 10);
    expect(rows[0]).toMatchObject({ conversationId: first, state: 'waiting', agent: undefined });
    expect(await events('agent-lost')).toBe(1);
    const late = { kind: 'agent-reply', agent: 'ann', text: 'Hello?' } as const;
    await expect(one.door.enter(first, late)).rejects.toBeInstanceOf(NotYours);
    const { rows: replies } = await one.pool.query("SELECT 1 FROM reply WHERE sender = 'agent'");
    expect(replies).toEqual([]);
  });

  it('takes over what a filter finds, in pieces, with the bot silenced', async () => {
    const ids = await Promise.all(Array.from({ length: 60 }, waits));

    const piece = await one.many.execute(LEE, { kind: 'take' }, { queues: ['care'] });
    const rest = await one.many.execute(
      LEE,
      { kind: 'take' },
      { queues: ['care'] },
      { after: piece.next },
    );

    const done = [...piece.outcomes, ...rest.outcomes].filter(({ came }) => came === 'done');
    expect(done.map(({ conversationId }) => conversationId).sort()).toEqual([...ids].sort());
    expect(rest.next).toBeUndefined();
    const { rows } = await one.pool.query(
      "SELECT 1 FROM reply WHERE sender = 'bot' AND state IN ('pending', 'leased') AND NOT survives_fence",
    );
    expect(rows).toEqual([]);
  });

  it('takes over in mid flow what was in no list, and puts it into one', async () => {
    const id = await writes('hello');
    expect(await row(id)).toBeUndefined();

    await one.takeOver.execute(id, 'lee');

    expect(await row(id)).toMatchObject({ state: 'held', agent: 'lee' });
    await one.door.enter(id, { kind: 'returned-to-bot', by: 'lee', to: 'menu' });
    expect(await row(id)).toBeUndefined();
  });

  it('tells who asks that nobody is there, and keeps them where somebody is', async () => {
    const alone = await writes('care');
    await one.offers.answerAsking();
    await one.comes('ann');
    const served = await writes('care');
    await one.offers.answerAsking();

    expect(await row(alone)).toBeUndefined();
    expect(await row(served)).toMatchObject({ state: 'waiting' });
    const { rows } = await one.pool.query(
      'SELECT ended_how FROM handoff WHERE conversation_id = $1',
      [alone],
    );
    expect(rows).toEqual([{ ended_how: 'no-agent' }]);
  });

  it('tells who waits where they stand: at once, and when its clock comes', async () => {
    await one.comes('ann', { queues: ['returns'] });
    const [, second] = [await writes('lined'), await writes('lined')];
    await one.offers.answerAsking();
    const { acceptEvents, incidents } = two.accepting;
    const timers = new PostgresDueTimers(one.pool);
    const clocks = new FireTimers(timers, acceptEvents, two.place, new UuidV7Ids(), incidents);

    await one.pool.query("UPDATE timer SET due_at = parley_now() - interval '1 millisecond'");
    await clocks.execute();

    const { rows } = await one.pool.query<{ readonly text: string }>(
      `SELECT properties ->> 'external_system_msg_body' AS text FROM reply
       WHERE conversation_id = $1 ORDER BY seq, idx`,
      [second],
    );
    expect(rows.map(({ text }) => text)).toEqual(['Number 2.', 'Number 2, about 15 minutes.']);
  });

  it('escalates a broken promise once: another queue, priority, and who is told', async () => {
    const id = await waits();
    await one.sweep.execute();
    expect(await row(id)).toMatchObject({ slaClock: 'first_answer' });

    await one.pool.query("UPDATE handoff SET sla_due_at = parley_now() - interval '1 second'");
    await Promise.all([one.sweep.execute(), two.sweep.execute()]);
    await one.sweep.execute();

    expect(await row(id)).toMatchObject({
      ...{ queue: 'returns', priority: 'high', breached: ['first_answer'] },
      slaClock: undefined,
    });
    expect(await events('escalated')).toBe(1);
    const { rows } = await one.pool.query(
      "SELECT details FROM audit WHERE action = 'handoff.promise-broken' AND subject = $1",
      [id],
    );
    expect(rows).toEqual([{ details: { queue: 'care', clock: 'first_answer', notify: ['lea'] } }]);
  });

  it('follows what a lead changes of a queue, and audits it', async () => {
    await one.comes('ann');
    await waits();
    await one.override.execute('care', { closed: true }, 'lea');
    expect(await one.offers.execute()).toBe(0);

    await one.override.execute('care', undefined, 'lea');
    expect(await one.offers.execute()).toBe(1);
    await expect(one.override.execute('cares', {}, 'lea')).rejects.toThrow('care, returns');
    const { rows } = await one.pool.query(
      "SELECT action FROM audit WHERE subject = 'care' ORDER BY id",
    );
    expect(rows).toEqual([{ action: 'queue.override' }, { action: 'queue.override-cleared' }]);
  });

  it('lets a flow know which queues leads have closed, and writes it down with the event', async () => {
    await one.override.execute('returns', { closed: true }, 'lea');
    const follow = new FollowQueueSwitches(two.board, two.accepting.incidents);
    await follow.look();
    one.accepting.switches = follow.now();

    const closed = await writes('hourly');
    await one.override.execute('returns', undefined, 'lea');
    await follow.look();
    one.accepting.switches = follow.now();
    const open = await writes('hourly');

    expect(await row(closed)).toBeUndefined();
    expect(await row(open)).toMatchObject({ queue: 'returns' });
    const { rows } = await one.pool.query(
      "SELECT payload -> 'switches' AS switches FROM event WHERE kind = 'message' ORDER BY at",
    );
    expect(rows).toEqual([{ switches: { returns: 'closed' } }, { switches: null }]);
  });

  it.each([
    ['at once', (id: string) => one.accepting.findConversation.onMerged(id)],
    ['after a crash, by the sweep', () => two.sweep.execute()],
  ])('keeps the place of whose two conversations become one, %s', async (_when, carry) => {
    const { findConversation, acceptEvents } = one.accepting;
    const onMerged = findConversation.onMerged;
    const [known, nameless] = [randomUUID(), { kind: 'braze_id', value: randomUUID() } as const];
    const named = { kind: 'external_id', value: known } as const;
    const enters = (text: string, identities: readonly Identity[]) =>
      acceptEvents.execute([anArrival({ to: { identities }, event: aMessage(text) })]);
    const [older] = await enters('hi', [nameless]);
    const [younger] = await enters('agent', [named]);
    const { sinceMs } = (await row(younger?.conversationId ?? '')) ?? {};

    const closed: string[] = [];
    findConversation.onMerged = (id) => {
      closed.push(id);
      return Promise.resolve();
    };
    await enters('still there?', [named, nameless]);
    findConversation.onMerged = onMerged;
    await carry(closed[0] ?? '');
    await two.sweep.execute();

    expect(closed).toEqual([younger?.conversationId]);
    expect(await row(younger?.conversationId ?? '')).toBeUndefined();
    expect(await row(older?.conversationId ?? '')).toMatchObject({ queue: 'care', sinceMs });
    expect(await events('joined')).toBe(1);
    // The closed one stays as it was, for whoever reads it, and is nobody's to answer.
    await one.pool.query('DELETE FROM conversation WHERE merged_into IS NOT NULL');
  });

  it('keeps notes, counts and places', async () => {
    const [first, second] = [await waits(), await waits()];
    await one.comes('ann');
    await one.transfer.execute(first, { by: 'lee', queue: 'returns', note: 'wants a refund' });

    expect(await one.lists.notes(first)).toMatchObject([{ by: 'lee', text: 'wants a refund' }]);
    expect(await one.lists.counts()).toMatchObject([
      { queue: 'care', waiting: 1, held: 0 },
      { queue: 'returns', waiting: 1 },
    ]);
    expect(await one.place.execute(second)).toMatchObject({
      queue: 'care',
      position: 1,
      agents: 1,
    });
    expect((await one.place.execute(second))?.waitMs).toBeGreaterThan(0);
  });

  it('pages through 10,000 open conversations, each row once', async () => {
    await one.pool.query(`
      INSERT INTO conversation (id, owner, recipient_kind, recipient_value)
      SELECT gen_random_uuid(), 'queue', 'external_id', 'c' || n FROM generate_series(1, 10000) n`);
    await one.pool.query(`
      INSERT INTO handoff (conversation_id, seq, queue, reason, priority, rank, requested_at, taken_by, state)
      SELECT id, 1, CASE WHEN n % 3 = 0 THEN 'care' ELSE 'returns' END, '', 'normal', n % 2,
             parley_now() - (n % 977) * interval '1 second',
             CASE WHEN n % 50 = 0 THEN 'ann' END, CASE WHEN n % 50 = 0 THEN 'held' ELSE 'waiting' END
      FROM (SELECT id, row_number() OVER () AS n FROM conversation) c`);
    await one.pool.query('ANALYZE handoff, conversation');

    const seen = new Set<string>();
    const tookMs: number[] = [];
    let after: DeskCursor | undefined;
    do {
      const startedMs = performance.now();
      const page = await one.lists.page({}, 100, after);
      tookMs.push(performance.now() - startedMs);
      for (const { conversationId } of page.rows) seen.add(conversationId);
      after = page.next;
    } while (after !== undefined);

    expect(seen.size).toBe(10_000);
    expect((await one.lists.page({ agent: 'ann' }, 200)).rows).toHaveLength(200);
    expect((await one.lists.page({ queues: ['care'], states: ['waiting'] }, 50)).rows).toHaveLength(
      50,
    );
    tookMs.sort((a, b) => a - b);
    // The aim is 50 ms; a machine that does other things at once gets room.
    expect(tookMs[Math.floor(tookMs.length * 0.95)]).toBeLessThan(500);
  });
});
