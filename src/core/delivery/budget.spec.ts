import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { afterRequest, type Budget, lastPriorityAt, leftOf, sliceOf } from './budget.ts';
import { PRIORITY } from './priority.ts';

const HOUR_MS = 3_600_000;
const hour: Budget = { name: 'sends', windowMs: HOUR_MS, limit: 100, reserve: 10 };
const fresh = { startMs: 0, taken: 0, others: 0 };

describe('A budget', () => {
  it('grants what is wanted and there, and keeps the reserve', () => {
    const first = afterRequest(hour, fresh, { want: 60, remaining: undefined }, 1000);
    const second = afterRequest(hour, first.window, { want: 60, remaining: undefined }, 2000);

    expect(first.granted).toBe(60);
    expect(second.granted).toBe(30);
    expect(leftOf(hour, second.window)).toBe(0);
  });

  it('begins anew with the hour, and never goes back to the one before', () => {
    const used = { startMs: 0, taken: 90, others: 5 };

    const next = afterRequest(hour, used, { want: 1, remaining: undefined }, HOUR_MS + 5);
    const late = afterRequest(hour, next.window, { want: 1, remaining: undefined }, HOUR_MS - 5);

    expect(next.window).toEqual({ startMs: HOUR_MS, taken: 1, others: 0 });
    expect(late.window).toEqual({ startMs: HOUR_MS, taken: 2, others: 0 });
  });

  it('takes what Braze counted beyond ours for others’, whose use the reserve covers first', () => {
    const ours = { startMs: 0, taken: 20, others: 0 };

    const little = afterRequest(hour, ours, { want: 0, remaining: 75 }, 1000);
    const much = afterRequest(hour, ours, { want: 0, remaining: 40 }, 1000);

    expect(little.window.others).toBe(5);
    expect(leftOf(hour, little.window)).toBe(70);
    expect(much.window.others).toBe(40);
    expect(leftOf(hour, much.window)).toBe(40);
  });

  it('hands out no more than the limit less the reserve, whoever asks for what', () => {
    const request = fc.record({
      want: fc.nat(60),
      remaining: fc.option(fc.nat(100), { nil: undefined }),
      atMs: fc.nat(HOUR_MS - 1),
    });
    fc.assert(
      fc.property(fc.array(request, { maxLength: 30 }), (requests) => {
        let window = fresh;
        let granted = 0;
        for (const { atMs, ...asked } of requests) {
          const after = afterRequest(hour, window, asked, atMs);
          ({ window } = after);
          granted += after.granted;
          expect(after.granted).toBeGreaterThanOrEqual(0);
        }
        expect(granted).toBeLessThanOrEqual(90);
        expect(granted).toBe(window.taken);
      }),
    );
  });

  it.each([
    [90, PRIORITY.proactive],
    [31, PRIORITY.proactive],
    [30, PRIORITY.answer],
    [3, PRIORITY.answer],
    [2, PRIORITY.agent],
    [0, PRIORITY.agent],
  ])('with %i of 100 left lets pass up to priority %i', (left, last) => {
    expect(lastPriorityAt(left, hour)).toBe(last);
  });

  it.each([
    [250_000, HOUR_MS, 1, 250],
    [250_000, HOUR_MS, 1000, 1000],
    [60, HOUR_MS, 1, 1],
    [60, HOUR_MS, 32, 3],
    [10, 125, 8, 8],
    [10, 125, 32, 10],
  ])(
    'of %i in %i ms is taken, %i being needed, in pieces of %i',
    (limit, windowMs, need, slice) => {
      expect(sliceOf({ ...hour, limit, windowMs }, need)).toBe(slice);
    },
  );
});
