import { beforeEach, describe, expect, it } from '@jest/globals';

import type { Budget } from '#core/delivery/budget.ts';

import { InMemoryBudgets } from '../../../test/support/fakes/in-memory-budgets.ts';
import { SilentPaceTally } from '../../../test/support/fakes/silent-pace-tally.ts';
import { VirtualTime } from '../../../test/support/fakes/virtual-time.ts';
import { HeardIncidents } from '../../../test/support/heard-incidents.ts';
import { BudgetShare } from '../pace/budget-share.ts';
import { Departures } from './departures.ts';
import { Endpoint } from './endpoint.ts';

const HOUR: Budget = { name: 'sends', windowMs: 3_600_000, limit: 250_000, reserve: 0 };
const SECOND: Budget = { name: 'number', windowMs: 1_000, limit: 80, reserve: 0 };

describe('Departures', () => {
  let time: VirtualTime;
  beforeEach(() => {
    time = new VirtualTime();
  });

  const shareOf = (budget: Budget, taken: number): BudgetShare => {
    const budgets = new InMemoryBudgets(() => time.monotonicMs());
    budgets.window = { startMs: 0, taken, others: 0 };
    const chance = { fraction: () => 0.5 };
    const incidents = new HeardIncidents();
    const world = { budgets, clock: time, chance, incidents, tally: new SilentPaceTally() };
    return new BudgetShare(budget, world);
  };
  const granted = async (share: BudgetShare, count: number): Promise<void> => {
    const changed = new Promise<void>((resolve) => {
      share.onChange = resolve;
    });
    share.need(count);
    await changed;
  };
  const pass = async (ms: number): Promise<void> => {
    const untilMs = time.monotonicMs() + ms;
    time.timers.after(ms, () => undefined);
    await time.passUntil(() => time.monotonicMs() >= untilMs, 3);
  };
  const departuresOf = (calls: BudgetShare, number: BudgetShare): Departures => {
    const world = { clock: time, chance: { fraction: () => 0.5 }, incidents: new HeardIncidents() };
    const endpoint = new Endpoint('replies', { calls: 50, recipientsPerCall: 50 }, world, {
      calls,
    });
    return new Departures(endpoint, [number]);
  };

  it('waits for a number that has sent enough in this second, and not for the hour', async () => {
    const [calls, number] = [shareOf(HOUR, 0), shareOf(SECOND, 80)];
    await granted(calls, 10);
    await granted(number, 10);
    const departures = departuresOf(calls, number);

    expect(departures.allowed(5).recipients).toBe(0);
    expect(departures.waitMs).toBeGreaterThan(0);
    expect(departures.waitMs).toBeLessThan(1_100);
  });

  it('asks again at once where that second ends between the look and the wait', async () => {
    const [calls, number] = [shareOf(HOUR, 0), shareOf(SECOND, 80)];
    await granted(calls, 10);
    await granted(number, 10);
    const departures = departuresOf(calls, number);

    expect(departures.allowed(5).recipients).toBe(0);
    await pass(1_100);

    expect(departures.waitMs).toBe(1);
    await granted(number, 5);
    expect(departures.allowed(5).recipients).toBeGreaterThan(0);
  });

  it('asks again at once where the hour ends so', async () => {
    const [calls, number] = [shareOf(HOUR, 250_000), shareOf(SECOND, 0)];
    await granted(calls, 10);
    const departures = departuresOf(calls, number);

    expect(departures.allowed(5).calls).toBe(0);
    await pass(HOUR.windowMs + 2_100);

    expect(departures.waitMs).toBe(1);
  });
});
