import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  afterLeaving,
  paidUntilAtWorstMs,
  pairHorizonMs,
  pairWaitMs,
  WHATSAPP_PAIR_RATE as RATE,
} from './pair-rate.ts';

/** When messages leave that are wanted at these moments, each as soon as it may. */
function departures(wantedAtMs: readonly number[]): readonly number[] {
  let paidUntilMs = Number.NEGATIVE_INFINITY;
  let nowMs = 0;
  return wantedAtMs.map((wantedMs) => {
    nowMs = Math.max(nowMs, wantedMs);
    nowMs += pairWaitMs(paidUntilMs, nowMs, RATE);
    paidUntilMs = afterLeaving(paidUntilMs, nowMs, RATE);
    return nowMs;
  });
}

const moments = fc
  .array(fc.integer({ min: 0, max: 600_000 }), { minLength: 1, maxLength: 150 })
  .map((times) => times.sort((a, b) => a - b));

describe('The pair rate', () => {
  it('lets 45 go at once and then one in 6 s', () => {
    const left = departures(Array.from({ length: 48 }, () => 0));

    expect(left.slice(0, 45)).toEqual(Array.from({ length: 45 }, () => 0));
    expect(left.slice(45)).toEqual([6000, 12_000, 18_000]);
  });

  it('lets no more than 45 and one for each 6 s pass in any stretch of time', () => {
    fc.assert(
      fc.property(moments, (wanted) => {
        const left = departures(wanted);
        left.forEach((fromMs, first) => {
          left.slice(first).forEach((toMs, more) => {
            expect(more + 1).toBeLessThanOrEqual(45 + (toMs - fromMs) / 6000);
          });
        });
      }),
    );
  });

  it('lets nothing pass too early where only the number of those lately gone is known', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 300_000 }), (wanted, laterMs) => {
        const left = departures(wanted);
        const nowMs = (left.at(-1) ?? 0) + laterMs;
        const exactMs = left.reduce((paid, atMs) => afterLeaving(paid, atMs, RATE), -Infinity);
        const lately = left.filter((atMs) => atMs > nowMs - pairHorizonMs(RATE)).length;

        const worstMs = paidUntilAtWorstMs(lately, nowMs, RATE);

        expect(pairWaitMs(worstMs, nowMs, RATE)).toBeGreaterThanOrEqual(
          pairWaitMs(exactMs, nowMs, RATE),
        );
      }),
    );
  });

  it('lets a lively chat go on without a wait where only its number is known', () => {
    expect(pairWaitMs(paidUntilAtWorstMs(44, 0, RATE), 0, RATE)).toBe(0);
    expect(pairWaitMs(paidUntilAtWorstMs(45, 0, RATE), 0, RATE)).toBe(6000);
  });
});
