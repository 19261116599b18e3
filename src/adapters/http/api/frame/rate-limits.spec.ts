import { describe, expect, it } from '@jest/globals';

import { RateLimits } from './rate-limits.ts';

describe('RateLimits', () => {
  it('grants a burst, then so many a second, to each by itself', () => {
    let nowMs = 0;
    const limits = new RateLimits(2, 3, () => nowMs);

    expect([1, 2, 3, 4].map(() => limits.take('a'))).toEqual([undefined, undefined, undefined, 1]);
    expect(limits.take('b')).toBeUndefined();
    nowMs = 500;
    expect([limits.take('a'), limits.take('a')]).toEqual([undefined, 1]);
  });

  it('never grants more than the burst, however long nobody asked', () => {
    let nowMs = 0;
    const limits = new RateLimits(2, 3, () => nowMs);
    limits.take('a');
    nowMs = 3_600_000;

    expect(
      [1, 2, 3, 4].map(() => limits.take('a')).filter((wait) => wait === undefined),
    ).toHaveLength(3);
  });
});
