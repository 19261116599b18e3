import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type pg from 'pg';

import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';
import {
  PaceConnection,
  PostgresPaceBoard,
  PostgresPastReplies,
  PostgresSharedBudgets,
} from '#adapters/postgres/pace/postgres-pace.ts';
import { PostgresSendingSwitch } from '#adapters/postgres/pace/postgres-sending-switch.ts';
import { prismaOver } from '#adapters/postgres/prisma.ts';
import { PauseSending } from '#app/pace/pause-sending.ts';
import { ResumeSending } from '#app/pace/resume-sending.ts';
import { afterRequest, type Budget } from '#core/delivery/budget.ts';

import { useDatabase } from '../support/postgres/use-database.ts';
import { bearConversation, writeReply } from '../support/reply-rows.ts';

const database = useDatabase();

/** Long enough that no test sees two of its windows. */
const DAY: Budget = { name: 'sends', windowMs: 86_400_000, limit: 100, reserve: 10 };

describe('Pace in Postgres', () => {
  let pool: pg.Pool;
  let connection: PaceConnection;
  let other: PaceConnection;
  beforeAll(() => {
    pool = ordinaryPool(database(), 2, 'test');
    connection = new PaceConnection(database());
    other = new PaceConnection(database());
  });
  afterAll(() => Promise.all([connection.close(), other.close(), pool.end()]));
  beforeEach(async () => {
    await pool.query('UPDATE budget SET window_start_ms = 0, taken = 0, others = 0');
    await pool.query('TRUNCATE reply, pause, audit, closed_endpoint, replica');
  });

  describe('PostgresSharedBudgets', () => {
    it.each(['sends', 'number', 'ceiling', 'exports'] as const satisfies readonly Budget['name'][])(
      'has a row for the budget %s',
      async (name) => {
        const budgets = new PostgresSharedBudgets(connection);

        const slice = await budgets.take({ ...DAY, name }, { want: 3, remaining: undefined });

        expect(slice.granted).toBe(3);
      },
    );

    it('does not take a budget that it does not know for one that is spent', async () => {
      const name = 'nobody knows' as Budget['name'];
      const taken = new PostgresSharedBudgets(connection).take(
        { ...DAY, name },
        { want: 3, remaining: undefined },
      );

      await expect(taken).rejects.toThrow('has no row');
    });

    it('keeps to the rule, request by request', async () => {
      const budgets = new PostgresSharedBudgets(connection);
      const request = fc.record({
        want: fc.nat(40),
        remaining: fc.option(fc.nat(100), { nil: undefined }),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(request, { maxLength: 8 }), async (requests) => {
          await pool.query('UPDATE budget SET window_start_ms = 0, taken = 0, others = 0');
          let window = { startMs: 0, taken: 0, others: 0 };
          for (const asked of requests) {
            const expected = afterRequest(DAY, window, asked, Date.now());
            const slice = await budgets.take(DAY, asked);

            ({ window } = expected);
            expect(slice.granted).toBe(expected.granted);
            expect(slice.windowStartMs).toBe(window.startMs);
          }
        }),
        { numRuns: 25 },
      );
    });

    it('hands nothing out twice, however many ask at once', async () => {
      const all = [connection, other].map((each) => new PostgresSharedBudgets(each));
      const slices = await Promise.all(
        Array.from({ length: 20 }, () =>
          all.map((each) => each.take(DAY, { want: 7, remaining: undefined })),
        ).flat(),
      );

      expect(slices.reduce((sum, { granted }) => sum + granted, 0)).toBe(90);
    });

    it('begins anew with the next window, and takes nothing back from the one before', async () => {
      const budgets = new PostgresSharedBudgets(connection);
      const short: Budget = { name: 'number', windowMs: 200, limit: 10, reserve: 0 };
      const all = await budgets.take(short, { want: 10, remaining: undefined });
      await new Promise((resolve) => setTimeout(resolve, all.endsInMs + 5));

      await budgets.giveBack(short, 10, all.windowStartMs);
      const next = await budgets.take(short, { want: 10, remaining: undefined });

      expect(next.granted).toBe(10);
      expect(next.windowStartMs).toBeGreaterThan(all.windowStartMs);
    });

    it('takes back what was not used', async () => {
      const budgets = new PostgresSharedBudgets(connection);
      const slice = await budgets.take(DAY, { want: 90, remaining: undefined });

      await budgets.giveBack(DAY, 30, slice.windowStartMs);

      expect(await budgets.take(DAY, { want: 90, remaining: undefined })).toMatchObject({
        granted: 30,
        left: 0,
      });
    });
  });

  describe('PostgresPaceBoard', () => {
    it('shows a pause, what is closed and who sends', async () => {
      const prisma = prismaOver(pool);
      const sending = new PostgresSendingSwitch(prisma);
      const board = new PostgresPaceBoard(connection);
      await pool.query(`
        INSERT INTO replica (id, role, engine, started_at, beat_at)
        SELECT gen_random_uuid(), role, 1, parley_now(), parley_now() - ago
        FROM (VALUES ('all', interval '0'), ('worker', interval '1 s'),
                     ('web', interval '0'), ('worker', interval '1 min')) AS r (role, ago)`);

      expect(await board.look()).toEqual({ pause: undefined, closedForMs: new Map(), workers: 2 });
      await board.close('replies', 60_000);
      await new PostgresPaceBoard(other).close('replies', 1000);
      await new PauseSending(sending).execute('ana', 'wrong prices');

      const { pause, closedForMs } = await board.look();
      expect(pause).toMatchObject({ by: 'ana', reason: 'wrong prices' });
      expect(closedForMs.get('replies')).toBeGreaterThan(50_000);
    });

    it('is paused once and resumed once, whoever asks again, and all of it is audited', async () => {
      const sending = new PostgresSendingSwitch(prismaOver(pool));
      const pause = new PauseSending(sending);
      const resume = new ResumeSending(sending);

      const pauses = [await pause.execute('ana', 'why'), await pause.execute('ben', 'too')];
      const resumes = [await resume.execute('ben'), await resume.execute('ben')];

      expect(pauses.map(({ changed, pause: now }) => [changed, now?.by])).toEqual([
        [true, 'ana'],
        [false, 'ana'],
      ]);
      expect(resumes.map(({ changed }) => changed)).toEqual([true, false]);
      const { rows } = await pool.query('SELECT actor, action, details FROM audit ORDER BY id');
      expect(rows).toMatchObject([
        { actor: 'ana', action: 'sending.pause', details: { reason: 'why' } },
        { actor: 'ben', action: 'sending.resume', details: { pausedBy: 'ana' } },
      ]);
    });
  });

  it('remembers what left for whom, whichever replica sent it', async () => {
    const [lively = '', quiet = '', unsent = ''] = await Promise.all(
      [1, 2, 3].map(() => bearConversation(pool)),
    );
    const ago = (ms: number) => ({
      ...{ state: 'sent', attempt: 1 },
      inFlightAt: `parley_now() - interval '${String(ms)} ms'`,
    });
    for (const seq of [1, 2, 3]) {
      await writeReply(pool, { conversationId: lively, seq, ...ago(4000 - seq * 1000) });
    }
    await writeReply(pool, { conversationId: quiet, seq: 1, ...ago(500_000) });
    await pool.query(`UPDATE reply SET settled_at = in_flight_at + interval '100 ms'`);
    await writeReply(pool, { conversationId: unsent, seq: 1, state: 'cancelled' });

    const past = await new PostgresPastReplies(connection).lately([lively, quiet, unsent], 270_000);

    expect([...past.keys()]).toEqual([lively]);
    expect(past.get(lively)?.count).toBe(3);
    expect(past.get(lively)?.lastAgoMs).toBeGreaterThanOrEqual(900);
    expect(past.get(lively)?.lastAgoMs).toBeLessThan(5000);
  });
});
