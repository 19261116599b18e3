import { describe, expect, it } from '@jest/globals';

import { fetchSettlement } from './fetch-settlement.ts';

const FAILED = { kind: 'failed', reason: 'it answered 503' } as const;

describe('fetchSettlement', () => {
  it('tries again soon at first, then ever later, and gives up after the ninth attempt', () => {
    const delays = Array.from({ length: 9 }, (_, done) => fetchSettlement(FAILED, done + 1));

    expect(delays.map(({ state }) => state)).toEqual([
      ...Array<string>(8).fill('pending'),
      'failed',
    ]);
    expect(delays[0]?.delayMs).toBe(2_000);
    expect(delays[7]?.delayMs).toBe(86_400_000);
  });

  it('does not try what would fail again', () => {
    const refused = { kind: 'refused', reason: 'larger than 25 MB' } as const;

    expect(fetchSettlement(refused, 1)).toEqual({
      state: 'failed',
      delayMs: 0,
      reason: refused.reason,
    });
  });
});
