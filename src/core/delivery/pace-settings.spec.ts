import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { ceilingBudget, hourlyBudget, numberBudget } from './pace-settings.ts';

describe('Pace settings', () => {
  it('keep a part of Braze’s hour for others', () => {
    expect(hourlyBudget(250_000, 10)).toEqual({
      ...{ name: 'sends', windowMs: 3_600_000, limit: 250_000, reserve: 25_000 },
    });
  });

  it('count a number’s 80 a second in eighths', () => {
    expect(numberBudget(80)).toEqual({ name: 'number', windowMs: 125, limit: 10, reserve: 0 });
  });

  it('never let more than the rate pass in the long run', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (perSecond) => {
        const { limit = 0, windowMs = 1 } = numberBudget(perSecond) ?? {};
        expect((limit * 1000) / windowMs).toBeLessThanOrEqual(perSecond);
        expect((limit * 1000) / windowMs).toBeGreaterThan(perSecond * 0.95 - 1);
      }),
    );
  });

  it('hold nothing back where they are 0', () => {
    expect([hourlyBudget(0, 10), numberBudget(0), ceilingBudget(0)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
