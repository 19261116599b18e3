import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { PostgresBoardLooks } from '#adapters/postgres/handoff/postgres-board-looks.ts';
import type { PieceDone } from '#app/board/act-on-many.ts';
import type { Deed } from '#app/board/deed.ts';
import type { Outcome } from '#app/board/outcome.ts';
import { AlreadyTaken } from '#app/handoff/handoff-errors.ts';
import type { DeskCursor, DeskFilter, DeskRow } from '#app/ports/desk-lists.ts';

import { aLead } from '../support/a-lead.ts';
import { aMessage, anArrival } from '../support/arrivals.ts';
import { DeskReplica } from '../support/desk-replica.ts';
import { A_BOT, aRelease } from '../support/flow/a-release.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const RETURNS = `
flow: parcels
start: { keywords: [parcel] }
steps:
  person: { handoff: { queue: returns } }
`;
const BOT = A_BOT.replace(
  'queues: [care, returns]',
  'queues: { care: { capacity: 3, sla: { first_answer: 10m } }, returns: { capacity: 1 } }',
);
const RELEASE = aRelease([RETURNS], BOT);
const LEE = aLead('lee');
const database = useDatabase();

describe('what leads do to many, on Postgres', () => {
  let one: DeskReplica;
  let two: DeskReplica;
  let looks: PostgresBoardLooks;

  beforeAll(() => {
    one = new DeskReplica(database(), RELEASE);
    two = new DeskReplica(database(), RELEASE);
    looks = new PostgresBoardLooks(one.pool);
  });
  afterAll(() => Promise.all([one.close(), two.close()]));
  beforeEach(async () => {
    await one.pool.query('TRUNCATE agent, reservation, queue_override, note, audit');
  });
  // Whatever a test did: who is before people stands in one list, and nobody else in any.
  afterEach(async () => {
    const { rows } = await one.pool.query(`
      SELECT c.id, c.owner, count(h.seq) AS lists FROM conversation c
      LEFT JOIN handoff h ON h.conversation_id = c.id AND h.ended_at IS NULL
      GROUP BY c.id HAVING count(h.seq) <> (c.owner IN ('queue', 'agent'))::int`);
    expect(rows).toEqual([]);
    expect((await one.pool.query('SELECT 1 FROM reservation')).rows).toEqual([]);
    await one.pool.query('TRUNCATE conversation, identity, event, reply, timer, handoff');
  });

  const writes = async (text: string): Promise<string> => {
    const to = { identities: [{ kind: 'external_id', value: randomUUID() }] } as const;
    const [receipt] = await one.accepting.acceptEvents.execute([
      anArrival({ to, event: aMessage(text) }),
    ]);
    return receipt?.conversationId ?? '';
  };
  const waiting = (count: number, text = 'agent'): Promise<string[]> =>
    Promise.all(Array.from({ length: count }, () => writes(text)));
  const rows = async (filter: DeskFilter = {}): Promise<readonly DeskRow[]> =>
    (await one.lists.page(filter, 200)).rows;
  /** All pieces, one after the other. */
  const many = async (deed: Deed, filter: DeskFilter, lead = LEE): Promise<readonly Outcome[]> => {
    const outcomes: Outcome[] = [];
    for (let after: DeskCursor | undefined | 'start' = 'start'; after !== undefined;) {
      const from = after === 'start' ? undefined : after;
      const piece: PieceDone = await one.many.execute(lead, deed, filter, { after: from });
      expect(piece.outcomes.length).toBeLessThanOrEqual(50);
      outcomes.push(...piece.outcomes);
      after = piece.next;
    }
    return outcomes;
  };
  const came = (outcomes: readonly Outcome[]): Readonly<Record<string, number>> => {
    const counts: Record<string, number> = {};
    for (const { came: word } of outcomes) counts[word] = (counts[word] ?? 0) + 1;
    return counts;
  };

  it('leaves each to who was faster while agents claim, and says of each who that was', async () => {
    await Promise.all([one.comes('ann', { capacity: 500 }), two.comes('bob', { capacity: 500 })]);
    const ids = await waiting(80);

    const claim = async (id: string, agent: string) => {
      const [claimed] = await Promise.allSettled([two.claim.execute(id, agent)]);
      if (claimed.status === 'rejected') expect(claimed.reason).toBeInstanceOf(AlreadyTaken);
      return [id, claimed.status === 'fulfilled'] as const;
    };
    // From the end of the line, two at once: more would only wait for connections.
    const claimAll = async () => {
      const claims: (readonly [string, boolean])[] = [];
      for (let to = ids.length; to > 0; to -= 2) {
        const some = ids.slice(to - 2, to);
        const tried = some.map((id, place) => claim(id, place % 2 === 0 ? 'ann' : 'bob'));
        claims.push(...(await Promise.all(tried)));
      }
      return claims;
    };

    const [outcomes, claims] = await Promise.all([
      many({ kind: 'take' }, { states: ['waiting', 'offered'] }),
      claimAll(),
    ]);

    const holders = new Map((await rows()).map((row) => [row.conversationId, row.agent]));
    expect(holders.size).toBe(80);
    for (const [id, won] of claims) expect(won).toBe(holders.get(id) !== 'lee');
    for (const { conversationId, came: word, by } of outcomes) {
      const holder = holders.get(conversationId);
      expect([word, by]).toEqual(holder === 'lee' ? ['done', undefined] : ['taken', holder]);
    }
    const acted = new Set(outcomes.map(({ conversationId }) => conversationId));
    for (const [id, holder] of holders) expect(acted.has(id) || holder !== 'lee').toBe(true);
    const { rows: audited } = await one.pool.query<{ readonly subject: string }>(
      "SELECT subject FROM audit WHERE action = 'conversation.take' AND actor = 'key:lee'",
    );
    expect(audited.map(({ subject }) => subject).sort()).toEqual(
      [...holders].flatMap(([id, holder]) => (holder === 'lee' ? [id] : [])).sort(),
    );
  });

  it('takes nothing from who was faster than the caller’s last look', async () => {
    await one.comes('ann');
    const [mine, hers] = [await writes('agent'), await writes('agent')];
    await one.claim.execute(hers, 'ann');
    const seen = new Map([
      [mine, ''],
      [hers, ''],
    ]);

    const filter = { conversationIds: [mine, hers] };
    const { outcomes } = await one.many.execute(LEE, { kind: 'take' }, filter, { seen });

    expect(outcomes).toEqual([
      { conversationId: mine, came: 'done' },
      { conversationId: hers, came: 'taken', by: 'ann' },
    ]);
  });

  it('pulls back from agents and offers to the old places, and asks others first', async () => {
    await one.comes('ann', { capacity: 2 });
    const [first, second, third] = [
      await writes('agent'),
      await writes('agent'),
      await writes('agent'),
    ];
    await one.offers.execute();
    await one.answer.accept(first, 'ann');
    await one.comes('bob', { capacity: 9 });

    const outcomes = await many({ kind: 'pull-back' }, { queues: ['care'] });

    expect(outcomes.map(({ came: word }) => word)).toEqual(['done', 'done', 'already']);
    expect(await rows()).toMatchObject([
      { conversationId: first, state: 'waiting', agent: undefined },
      { conversationId: second, state: 'waiting', offeredTo: undefined },
      { conversationId: third, state: 'waiting' },
    ]);
    await one.offers.execute();
    expect((await rows()).map(({ offeredTo }) => offeredTo)).toEqual(['bob', 'bob', 'bob']);
  });

  it('gives to an agent as many as they have room for, and to a queue all', async () => {
    await one.comes('bob', { capacity: 2 });
    await waiting(4);

    const given = await many({ kind: 'assign', agent: 'bob' }, {});
    expect(came(given)).toEqual({ done: 2, full: 2 });
    expect(came(await many({ kind: 'assign', agent: 'bob' }, {}))).toEqual({ already: 2, full: 2 });
    expect((await rows({ agent: 'bob' })).map(({ state }) => state)).toEqual([
      'offered',
      'offered',
    ]);

    const moved = await many({ kind: 'assign', queue: 'returns', note: 'a flood' }, {});
    expect(came(moved)).toEqual({ done: 4 });
    expect(came(await many({ kind: 'assign', queue: 'returns' }, {}))).toEqual({ already: 4 });
    expect((await rows({ queues: ['returns'] })).map(({ state }) => state)).toEqual(
      Array.from({ length: 4 }, () => 'waiting'),
    );
    expect(await one.lists.notes(moved[0]?.conversationId ?? '')).toMatchObject([
      { by: 'lee', text: 'a flood' },
    ]);
  });

  it('refuses a queue and an agent that there is not, or who is away, before anything is done', async () => {
    await one.comes('ann');
    await one.presence.execute('ann', 'away');
    await waiting(1);

    await expect(many({ kind: 'assign', queue: 'nowhere' }, {})).rejects.toThrow('care, returns');
    await expect(many({ kind: 'assign', agent: 'nobody' }, {})).rejects.toThrow('no such agent');
    await expect(many({ kind: 'assign', agent: 'ann' }, {})).rejects.toThrow('not online');
    expect(await rows()).toMatchObject([{ state: 'waiting', queue: 'care' }]);
  });

  it('returns to the bot and closes what was counted, and none who came later', async () => {
    await waiting(3);
    const counted = await looks.count({ queues: ['care'] });
    expect(counted).toMatchObject({ conversations: 3, waiting: 3, held: 0, windowOver: 0 });
    await new Promise((resolve) => setTimeout(resolve, 5));
    const late = await writes('agent');

    const until = { queues: ['care'], untilMs: counted.atMs };
    expect(came(await many({ kind: 'hand-back', to: 'menu' }, until))).toEqual({ done: 3 });

    expect((await rows()).map(({ conversationId }) => conversationId)).toEqual([late]);
    expect(came(await many({ kind: 'close', quietly: true }, {}))).toEqual({ done: 1 });
    const { rows: ends } = await one.pool.query<{ readonly ended_how: string }>(
      'SELECT ended_how FROM handoff ORDER BY requested_at',
    );
    expect(ends.map(({ ended_how: how }) => how)).toEqual([
      ...['returned', 'returned', 'returned', 'closed'],
    ]);
  });

  it('touches nothing of a queue that is not the lead’s', async () => {
    await waiting(2);
    const others = await waiting(2, 'parcel');
    const mine = aLead('mia', ['care']);
    const { scope } = mine;
    const queues = scope.kind === 'all' ? undefined : scope.queues;

    expect(came(await many({ kind: 'close' }, { queues }, mine))).toEqual({ done: 2 });

    const left = (await rows()).map(({ conversationId }) => conversationId);
    expect(left.sort()).toEqual([...others].sort());
    expect((await looks.lines(queues, 60_000)).map(({ queue }) => queue)).toEqual([]);
    await one.comes('ann', { queues: ['returns'] });
    await one.comes('bob', { queues: ['care', 'returns'] });
    expect((await looks.agents(queues)).map(({ id }) => id)).toEqual(['bob']);
  });

  it('finds by state, language, patience and promises', async () => {
    await one.comes('ann');
    const [held, late, soon] = [
      await writes('agent'),
      await writes('agent'),
      await writes('agent'),
    ];
    await one.claim.execute(held, 'ann');
    const set = (id: string, change: string): Promise<unknown> =>
      one.pool.query(`UPDATE handoff SET ${change} WHERE conversation_id = $1`, [id]);
    await set(
      late,
      `requested_at = parley_now() - interval '20 minutes', breached = '{first_answer}'`,
    );
    await set(soon, `sla_due_at = parley_now() + interval '3 minutes', locale = 'es-MX'`);
    await set(held, `unanswered_at = parley_now() - interval '7 minutes'`);
    const found = async (filter: DeskFilter): Promise<readonly string[]> =>
      (await rows(filter)).map(({ conversationId }) => conversationId).sort();

    expect(await found({ states: ['held'] })).toEqual([held]);
    expect(await found({ language: 'es' })).toEqual([soon]);
    expect(await found({ waitingMs: 5 * 60_000 })).toEqual([held, late].sort());
    expect(await found({ waitingMs: 10 * 60_000 })).toEqual([late]);
    expect(await found({ sla: 'broken' })).toEqual([late]);
    expect(await found({ sla: { withinMs: 5 * 60_000 } })).toEqual([late, soon].sort());
    expect(await found({ sla: { withinMs: 60_000 } })).toEqual([late]);
    expect(await looks.count({ waitingMs: 5 * 60_000 })).toMatchObject({
      ...{ conversations: 2, waiting: 1, held: 1, agents: 1 },
    });
  });

  it('sums up lines and agents: who waits, how long, what is late', async () => {
    await one.comes('ann', { capacity: 4 });
    const ids = await Promise.all([...Array(10).keys()].map(() => writes('agent')));
    for (const [place, id] of ids.entries()) {
      await one.pool.query(
        `UPDATE handoff SET requested_at = parley_now() - $2 * interval '1 minute'
         WHERE conversation_id = $1`,
        [id, place + 1],
      );
    }
    const [taken = '', asked = ''] = ids;
    await one.claim.execute(taken, 'ann');
    await one.door.attempt(asked, { kind: 'offered', agent: 'ann', forMs: 60_000 });
    await one.pool.query(
      `UPDATE handoff SET taken_at = requested_at + interval '30 seconds',
              unanswered_at = parley_now() WHERE conversation_id = $1`,
      [taken],
    );

    const [line] = await looks.lines(undefined, 60_000);
    const [ann] = await looks.agents(undefined);

    expect(line).toMatchObject({ queue: 'care', waiting: 8, offered: 1, held: 1, unanswered: 1 });
    expect((line?.waitsNow?.p50Ms ?? 0) / 60_000).toBeCloseTo(6, 0);
    expect((line?.waitsNow?.p90Ms ?? 0) / 60_000).toBeCloseTo(9.2, 0);
    expect(line?.waitedLately).toEqual({ p50Ms: 30_000, p90Ms: 30_000, count: 1 });
    expect(ann).toMatchObject({ id: 'ann', isThere: true, held: 1, offered: 1, unanswered: 1 });
  });

  it('names the person who changed a queue, and nobody where a key did', async () => {
    const email = `${randomUUID()}@shop.example`;
    await one.pool.query('INSERT INTO person (id, email, name, roles) VALUES ($1, $2, $3, $4)', [
      ...[randomUUID(), email, 'Lee Park', ['lead']],
    ]);
    await one.override.execute('care', { capacity: 5 }, email);
    await one.override.execute('returns', { capacity: 5 }, 'key:robot');

    expect(await one.board.overrides()).toMatchObject([
      { queue: 'care', by: email, byName: 'Lee Park' },
      { queue: 'returns', by: 'key:robot', byName: undefined },
    ]);
  });

  it('works out promises anew where a lead changes the queue’s', async () => {
    const [id = ''] = await waiting(1);
    await one.sweep.execute();
    const due = async (): Promise<number> =>
      (((await rows())[0]?.slaDueMs ?? 0) - ((await rows())[0]?.sinceMs ?? 0)) / 60_000;
    expect(await due()).toBe(10);

    await one.override.execute('care', { sla: { first_answer: 2 * 60_000 } }, 'lee@shop.example');
    await two.sweep.execute();

    expect(await due()).toBe(2);
    await one.override.execute('care', undefined, 'lee@shop.example');
    await two.sweep.execute();
    expect(await due()).toBe(10);
    await expect(
      one.override.execute('returns', { closed: true }, 'mia', aLead('mia', ['care']).scope),
    ).rejects.toThrow('write one of care');
    expect(id).not.toBe('');
  });
});
