import { beforeEach, describe, expect, it } from '@jest/globals';

import type { Budget } from '#core/delivery/budget.ts';
import { PRIORITY } from '#core/delivery/priority.ts';

import { InMemoryBudgets } from '../../../test/support/fakes/in-memory-budgets.ts';
import { SilentPaceTally } from '../../../test/support/fakes/silent-pace-tally.ts';
import { VirtualTime } from '../../../test/support/fakes/virtual-time.ts';
import { HeardIncidents } from '../../../test/support/heard-incidents.ts';
import { BudgetShare } from './budget-share.ts';

const HOUR_MS = 3_600_000;
const hour: Budget = { name: 'sends', windowMs: HOUR_MS, limit: 10_000, reserve: 1000 };

describe('BudgetShare', () => {
  let time: VirtualTime;
  let budgets: InMemoryBudgets;
  let incidents: HeardIncidents;
  beforeEach(() => {
    time = new VirtualTime();
    budgets = new InMemoryBudgets(() => time.monotonicMs());
    incidents = new HeardIncidents();
  });

  const shareOf = (budget: Budget): BudgetShare => {
    const chance = { fraction: () => 0.5 };
    const world = { budgets, clock: time, chance, incidents, tally: new SilentPaceTally() };
    return new BudgetShare(budget, world);
  };
  const pass = async (ms: number): Promise<void> => {
    const untilMs = time.monotonicMs() + ms;
    time.timers.after(ms, () => undefined);
    await time.passUntil(() => time.monotonicMs() >= untilMs, 3);
  };
  const needed = async (share: BudgetShare, count: number): Promise<void> => {
    const changed = new Promise<void>((resolve) => {
      share.onChange = resolve;
    });
    share.need(count);
    await changed;
  };

  it('asks once for many calls', async () => {
    const share = shareOf(hour);
    await needed(share, 1);

    for (let call = 0; call < 9; call += 1) {
      share.need(1);
      share.spend(1);
    }

    expect(budgets.requests).toEqual([{ want: 10, remaining: undefined }]);
    expect(share.available).toBe(1);
  });

  it('holds nothing any more once its window is over', async () => {
    const share = shareOf(hour);
    await needed(share, 1);
    await pass(HOUR_MS);

    expect(share.available).toBe(0);
    expect(share.closedForMs).toBe(0);
  });

  it('is closed until the next window and a little where nothing is left, and somebody hears of it', async () => {
    budgets.window = { startMs: 0, taken: 9000, others: 0 };
    const share = shareOf(hour);
    await needed(share, 1);
    share.need(1);

    expect(share.closedForMs).toBe(HOUR_MS + 1000);
    expect(budgets.requests).toHaveLength(1);
    expect(String(incidents.heard[0]?.why)).toContain('BRAZE_HOURLY_BUDGET');
    await pass(HOUR_MS + 1000);
    await needed(share, 1);
    expect(share.available).toBe(10);
  });

  it('passes on what Braze said is left, less what it holds itself, until that is over', async () => {
    const share = shareOf(hour);
    await needed(share, 10);
    share.spend(8);
    share.hear({ remaining: 6000, limit: 10_000, resetInMs: 1000 });
    share.hear({ remaining: 6001, limit: 10_000, resetInMs: 1000 });
    await needed(share, 3);
    expect(budgets.requests[1]?.remaining).toBe(5998);
    expect(budgets.window.others).toBe(3992);

    share.spend(10);
    await pass(1001);
    await needed(share, 3);
    expect(budgets.requests[2]?.remaining).toBeUndefined();
  });

  it('keeps the end of a window for those who come first', async () => {
    const share = shareOf(hour);
    expect(share.lastPriority).toBe(PRIORITY.proactive);

    budgets.window = { startMs: 0, taken: 6200, others: 0 };
    await needed(share, 1);
    expect(share.lastPriority).toBe(PRIORITY.answer);
    budgets.window = { startMs: 0, taken: 8900, others: 0 };
    share.spend(10);
    await needed(share, 1);
    expect(share.lastPriority).toBe(PRIORITY.agent);
  });

  it('gives back what it did not need for half a minute', async () => {
    const share = shareOf(hour);
    await needed(share, 1);
    await share.giveBackIdle();
    expect(share.available).toBe(10);

    await pass(30_001);
    await share.giveBackIdle();

    expect(share.available).toBe(0);
    expect(budgets.window.taken).toBe(0);
  });

  it('asks a store that failed again soon', async () => {
    budgets.failure = new Error('no store');
    const share = shareOf(hour);
    await needed(share, 1);
    expect(share.closedForMs).toBe(250);

    budgets.failure = undefined;
    await pass(250);
    await needed(share, 1);
    expect(share.available).toBe(10);
  });
});
