import { describe, expect, it } from '@jest/globals';

import { overAidBudget } from './aid-budget.ts';

describe('overAidBudget', () => {
  it.each([
    [{ byAgent: 0, byAll: 0 }, undefined],
    [{ byAgent: 99, byAll: 999 }, undefined],
    [{ byAgent: 100, byAll: 0 }, 'agent'],
    [{ byAgent: 0, byAll: 1_000 }, 'all'],
    [{ byAgent: 100, byAll: 1_000 }, 'all'],
  ])('of %j says that what is used up is %s', (spent, over) => {
    expect(overAidBudget(spent, { perAgent: 100, perDay: 1_000 })).toBe(over);
  });

  it.each([
    [4, undefined],
    [5, 'all'],
  ])('of money that is %d of 5 says that what is used up is %s', (money, over) => {
    const spent = { byAgent: 0, byAll: 0, money };

    expect(overAidBudget(spent, { perAgent: 100, perDay: 1_000, moneyPerDay: 5 })).toBe(over);
    expect(overAidBudget(spent, { perAgent: 100, perDay: 1_000 })).toBeUndefined();
  });
});
