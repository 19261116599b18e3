import { describe, expect, it } from '@jest/globals';

import { ShedBudget } from './shed-budget.ts';

const START_MS = 1_700_000_000_000;

describe('ShedBudget', () => {
  it('gives so many a minute and no more', () => {
    const budget = new ShedBudget(3);

    const taken = [0, 10_000, 20_000, 30_000, 59_999].map((ms) => budget.take(START_MS + ms));

    expect(taken).toEqual([true, true, true, false, false]);
  });

  it('gives back what was taken more than a minute ago, and that alone', () => {
    const budget = new ShedBudget(2);
    budget.take(START_MS);
    budget.take(START_MS + 30_000);

    expect(budget.take(START_MS + 61_000)).toBe(true);
    expect(budget.take(START_MS + 62_000)).toBe(false);
    expect(budget.take(START_MS + 200_000)).toBe(true);
  });

  it('stays as it is while a clock that was set back catches up', () => {
    const budget = new ShedBudget(1);
    budget.take(START_MS);

    expect(budget.take(START_MS - 100_000)).toBe(false);
  });
});
