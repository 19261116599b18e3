import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type pg from 'pg';

import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';
import { PostgresChatLedger } from '#adapters/postgres/reports/postgres-chat-ledger.ts';
import { PostgresReports } from '#adapters/postgres/reports/postgres-reports.ts';
import type { HandoffsAsked } from '#app/ports/reports.ts';
import { EVERYTHING } from '#core/access/scope.ts';
import type { ConversationEvent } from '#core/conversation/conversation-event.ts';
import { GROUPINGS, type HandoffFigures } from '#core/reports/figures.ts';
import { reportRange } from '#core/reports/report-range.ts';

import { Accepting } from '../support/accepting.ts';
import { aMessage, anArrival } from '../support/arrivals.ts';
import { A_BOT, aRelease } from '../support/flow/a-release.ts';
import { useDatabase } from '../support/postgres/use-database.ts';
import { groupOf, type PlainHandoff, recount } from '../support/reports/recount.ts';
import { insertHandoffs } from '../support/reports/report-rows.ts';

const HOURS = `
flow: hours
start: { keywords: [hours] }
steps:
  tell: { say: We are open., goto: end }
`;
const TRACK = `
flow: track
start: { keywords: [track] }
slots: { number: { type: text } }
steps:
  ask: { ask: number, say: Which number?, goto: late }
  late: { handoff: { queue: care } }
`;
const HOW = `
flow: how_was_it
slots: { csat: { type: number, min: 1, max: 5 } }
steps:
  rate: { ask: csat, say: How was it?, goto: end }
`;
const RELEASE = aRelease([HOURS, TRACK, HOW], `${A_BOT}csat: how_was_it\n`);
const ZONE = 'Europe/Madrid';
/** In its first night clocks are put back. */
const RANGE = reportRange({ from: '2026-10-25', to: '2026-11-05', zone: ZONE }, 0);
const HOUR_MS = 3_600_000;
const database = useDatabase();

describe('reports on Postgres', () => {
  let pool: pg.Pool;
  let reports: PostgresReports;

  beforeAll(() => {
    pool = ordinaryPool(database(), 4, 'reports');
    reports = new PostgresReports(pool);
  });
  afterAll(() => pool.end());
  beforeEach(async () => {
    await pool.query('TRUNCATE conversation, identity, event, reply, timer, handoff, chat');
  });

  const asked = { range: RANGE, scope: EVERYTHING, filter: {} } as const;

  it('counts what a plain count of the rows comes to, however they are put together', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(handoffs, { maxLength: 60 }), async (rows) => {
        await pool.query('TRUNCATE handoff');
        await insertHandoffs(pool, rows);
        const inRange = rows.filter(
          ({ requestedMs }) => requestedMs >= RANGE.fromMs && requestedMs < RANGE.toMs,
        );

        for (const by of GROUPINGS) {
          const { total, groups } = await reports.handoffs({ ...asked, by });

          expect(total).toEqual(recount(inRange));
          for (const { key, figures } of groups) {
            const theirs = inRange.filter((row) => groupOf(row, by, ZONE) === key);
            expect({ by, key, figures }).toEqual({ by, key, figures: recount(theirs) });
          }
          for (const sum of SUMS) {
            expect(groups.reduce((all, { figures }) => all + sum(figures), 0)).toBe(sum(total));
          }
          expect(total.handoffs).toBe(
            total.answered + total.abandoned + total.unanswered + total.waiting,
          );
          expect(total.handoffs).toBe(total.open + total.closed + total.returned + total.gone);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('counts what lies at the begin of a range, and not what lies at its end', async () => {
    const at = (requestedMs: number): PlainHandoff => ({ ...PLAIN, ...aKey(), requestedMs });
    await insertHandoffs(pool, [at(RANGE.fromMs - 1), at(RANGE.fromMs), at(RANGE.toMs - 1)]);
    await insertHandoffs(pool, [at(RANGE.toMs)]);

    expect((await reports.handoffs({ ...asked, by: 'queue' })).total.handoffs).toBe(2);
  });

  it('shows handoffs of the queues that somebody sees, and those that are asked for', async () => {
    const of = (queue: string, step: string): PlainHandoff => ({
      ...PLAIN,
      ...aKey(),
      queue,
      step,
    });
    await insertHandoffs(pool, [
      of('care', 'track.late'),
      of('care', 'tracking.late'),
      of('returns', 'track.late'),
    ]);
    const some = { kind: 'some', queues: ['care'], agent: 'a1' } as const;
    const count = async (more: Partial<HandoffsAsked>): Promise<number> =>
      (await reports.handoffs({ ...asked, by: 'day', ...more })).total.handoffs;

    expect(await count({})).toBe(3);
    expect(await count({ scope: some })).toBe(2);
    expect(await count({ scope: some, filter: { queue: 'returns' } })).toBe(0);
    expect(await count({ filter: { step: 'track.' } })).toBe(2);
    expect(await count({ filter: { step: 'track.late', queue: 'care' } })).toBe(1);
    expect(await count({ filter: { code: '' } })).toBe(3);
    expect((await reports.chats({ range: RANGE, scope: some, by: 'flow' })).total.chats).toBe(0);
  });

  it('measures times on a part where there are too many, and counts all of them', async () => {
    const wait = { answeredMs: PLAIN.requestedMs + 60_000, takenMs: PLAIN.requestedMs };
    const rows = Array.from({ length: 100 }, () => ({ ...PLAIN, ...aKey(), ...wait }));
    await insertHandoffs(pool, rows);
    const some = new PostgresReports(pool, 30);
    const { total, sampled } = await some.handoffs({ ...asked, by: 'queue' });

    expect(sampled).toBe(4);
    expect(total).toMatchObject({
      handoffs: 100,
      answered: 100,
      firstAnswer: { p50: 60, p90: 60 },
    });
  });

  it('lists each handoff once, page by page, the oldest first', async () => {
    const rows = Array.from({ length: 5_001 }, (_, at): PlainHandoff => {
      return { ...PLAIN, ...aKey(), requestedMs: RANGE.fromMs + Math.floor(at / 3) };
    });
    await insertHandoffs(pool, rows);
    const sizes: number[] = [];
    const listed: string[] = [];
    for await (const page of reports.listHandoffs(asked)) {
      sizes.push(page.length);
      listed.push(...page.map(({ conversationId }) => conversationId));
    }

    expect(sizes).toEqual([5_000, 1]);
    expect(new Set(listed)).toEqual(new Set(rows.map(({ conversationId }) => conversationId)));
  });

  describe('of chats', () => {
    let accepting: Accepting;
    let ledger: PostgresChatLedger;

    beforeAll(() => {
      accepting = new Accepting(database(), { release: RELEASE });
      ledger = new PostgresChatLedger(pool);
    });
    afterAll(() => accepting.close());

    const says = async (customer: string, text: string): Promise<string> => {
      const to = { identities: [{ kind: 'external_id', value: customer }] } as const;
      const arrival = anArrival({ to, event: aMessage(text) });
      const [receipt] = await accepting.acceptEvents.execute([arrival]);
      return receipt?.conversationId ?? '';
    };
    const happens = async (conversationId: string, event: ConversationEvent): Promise<void> => {
      await accepting.acceptEvents.execute([anArrival({ to: { conversationId }, event })]);
    };
    const fileAll = async (): Promise<number> => {
      let filed = 0;
      for (let page = 1; page > 0; filed += page) page = await ledger.file(2, 0);
      return filed;
    };
    const today = () => reportRange({ zone: ZONE }, Date.now());

    it('says which the bot settled, which went to people, and what was said of them', async () => {
      await says('ana', 'hours');
      await says('ben', 'track');
      const id = await says('cleo', 'track');
      await says('cleo', 'AB123');
      await happens(id, { kind: 'claimed', agent: 'lee' });
      await happens(id, { kind: 'transferred', by: 'lee', queue: 'returns' });
      await happens(id, { kind: 'claimed', agent: 'kim' });
      await happens(id, { kind: 'agent-reply', agent: 'kim', text: 'Hello' });
      await happens(id, { kind: 'closed', by: 'kim', code: 'solved' });
      await says('cleo', '4');
      await fileAll();

      const range = today();
      const { total, groups } = await reports.chats({ range, scope: EVERYTHING, by: 'flow' });
      const byQueue = await reports.handoffs({ range, scope: EVERYTHING, filter: {}, by: 'queue' });

      expect(total).toMatchObject({ chats: 3, contained: 1, atOnce: 1, handed: 1, open: 1 });
      expect(total).toMatchObject({ ratings: 1, ratingSum: 4, ratingsGood: 1, left: 0, other: 0 });
      expect(groups.map(({ key, figures }) => [key, figures.chats])).toEqual([
        ['track', 2],
        ['hours', 1],
      ]);
      expect(byQueue.groups).toHaveLength(1);
      expect(byQueue.groups[0]).toMatchObject({
        key: 'returns',
        figures: { handoffs: 1, answered: 1, closed: 1, transfers: 1, ratings: 1, ratingSum: 4 },
      });
    });

    it('files each mark once, though several replicas file at the same time', async () => {
      await Promise.all(Array.from({ length: 30 }, (_, at) => says(`c${String(at)}`, 'hours')));
      const others = [ledger, new PostgresChatLedger(pool), new PostgresChatLedger(pool)];
      let filed = 0;
      for (let found = -1; found !== 0; filed += found) {
        const pages = await Promise.all(others.map((each) => each.file(4, 0)));
        found = pages.reduce((sum, page) => sum + page, 0);
      }

      const range = today();
      const { total } = await reports.chats({ range, scope: EVERYTHING, by: 'day' });
      expect(filed).toBe(30);
      expect(total).toMatchObject({ chats: 30, contained: 30, atOnce: 30 });
      expect(await fileAll()).toBe(0);
    });

    it('leaves alone what may not be all there yet', async () => {
      await says('dan', 'hours');

      expect(await ledger.file(10, 60_000)).toBe(0);
      expect(await ledger.file(10, 0)).toBe(1);
    });
  });
});

const SUMS: readonly ((figures: HandoffFigures) => number)[] = [
  ...[({ handoffs: n }: HandoffFigures) => n, ({ answered: n }: HandoffFigures) => n],
  ...[({ transfers: n }: HandoffFigures) => n, ({ kept: n }: HandoffFigures) => n],
  ...[({ ratings: n }: HandoffFigures) => n, ({ abandoned: n }: HandoffFigures) => n],
];

const PLAIN: PlainHandoff = {
  ...{ conversationId: '', seq: 1, queue: 'care', agent: null, step: 'bot.agent', code: null },
  ...{ locale: 'en', reason: '', requestedMs: RANGE.fromMs + HOUR_MS, takenMs: null },
  ...{ answeredMs: null, endedMs: null, endedHow: null, transfers: 0, promised: false },
  ...{ breached: [], csat: null },
};

function aKey(): Pick<PlainHandoff, 'conversationId'> {
  return { conversationId: randomUUID() };
}

const someTime = fc.option(fc.integer({ min: 0, max: 90 * 60_000 }), { nil: null });
/** Around the range, so that some lie outside; whole milliseconds, as the database keeps them. */
const handoffs: fc.Arbitrary<PlainHandoff> = fc
  .record({
    conversationId: fc.uuid(),
    seq: fc.integer({ min: 1, max: 9 }),
    queue: fc.constantFrom('care', 'returns', "it's"),
    agent: fc.option(fc.constantFrom('lee', 'kim'), { nil: null }),
    step: fc.constantFrom('track.late', 'bot.agent', 'desk', ''),
    code: fc.option(fc.constantFrom('solved', 'spam'), { nil: null }),
    locale: fc.constantFrom('en', 'es', ''),
    reason: fc.constantFrom('', 'cannot find it'),
    requestedMs: fc.integer({ min: RANGE.fromMs - 24 * HOUR_MS, max: RANGE.toMs + 24 * HOUR_MS }),
    takenMs: someTime,
    answeredMs: someTime,
    endedMs: someTime,
    how: fc.constantFrom(
      ...['returned', 'closed', 'idle', 'customer', 'opted-out', 'waited', 'no-agent', 'merged'],
      ...['agent-gone', 'blocked'],
    ),
    transfers: fc.integer({ min: 0, max: 3 }),
    promised: fc.boolean(),
    breached: fc.subarray(['first_answer', 'next_answer', 'resolve']),
    csat: fc.option(fc.constantFrom(1, 2, 3.5, 4, 5), { nil: null }),
  })
  .map(({ how, ...row }) => {
    const { requestedMs, endedMs } = row;
    const later = (ms: number | null): number | null => (ms === null ? null : requestedMs + ms);
    return {
      ...{ ...row, endedHow: endedMs === null ? null : how, endedMs: later(endedMs) },
      ...{ takenMs: later(row.takenMs), answeredMs: later(row.answeredMs) },
    };
  });
