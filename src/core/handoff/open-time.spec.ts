import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { type Interval, intervalIn, openingHours } from './hours.ts';
import { dueAfterOpenTime, openTimeBetween } from './open-time.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MONDAY = Date.UTC(2026, 0, 5);

const hours = (week: Readonly<Record<number, readonly string[]>>, zone = 'UTC') =>
  openingHours({
    zone,
    week: new Map(Object.entries(week).map(([day, each]) => [Number(day), each.map(intervalIn)])),
    dates: new Map(),
  });
const LUNCH = hours({ 0: ['09:00-13:00', '14:00-18:00'], 1: ['09:00-18:00'] });

describe('dueAfterOpenTime', () => {
  it.each([
    ['within a morning', 10, 2 * HOUR_MS, 12],
    ['over lunch', 12, 2 * HOUR_MS, 15],
    ['from before it opens', 7, HOUR_MS, 10],
    ['into the next day', 17, 2 * HOUR_MS, 24 + 10],
    ['over a week', 24 + 17, 2 * HOUR_MS, 7 * 24 + 10],
  ])('counts open time alone %s', (_when, from, openMs, due) => {
    expect(dueAfterOpenTime(MONDAY + from * HOUR_MS, openMs, LUNCH)).toBe(MONDAY + due * HOUR_MS);
  });

  it('is due at once where nothing is promised, and never where it never opens', () => {
    expect(dueAfterOpenTime(MONDAY, HOUR_MS, () => false)).toBeUndefined();
    expect(dueAfterOpenTime(MONDAY, HOUR_MS, () => true)).toBe(MONDAY + HOUR_MS);
  });

  const aTime = fc.integer({ min: 0, max: 23 * 60 });
  const anInterval = fc
    .tuple(aTime, fc.integer({ min: 1, max: 60 }))
    .map(([from, length]): Interval => [from, from + length]);
  const someHours = fc
    .tuple(
      fc.constantFrom('UTC', 'Europe/Madrid', 'America/New_York', 'Asia/Kathmandu'),
      fc.array(fc.array(anInterval, { maxLength: 3 }), { minLength: 7, maxLength: 7 }),
    )
    .filter(([, days]) => days.some((day) => day.length > 0))
    .map(([zone, days]) =>
      openingHours({ zone, week: new Map(days.map((each, day) => [day, each])), dates: new Map() }),
    );
  // Around the days on which clocks are changed, too.
  const aMoment = fc.integer({ min: Date.UTC(2026, 2, 20), max: Date.UTC(2026, 3, 10) });
  const aPromise = fc.integer({ min: 1, max: 90 * MINUTE_MS });

  it('lets exactly the promised open time pass, and ends while it is open', () => {
    fc.assert(
      fc.property(someHours, aMoment, aPromise, (isOpen, fromMs, openMs) => {
        const dueMs = dueAfterOpenTime(fromMs, openMs, isOpen);

        expect(dueMs).toBeDefined();
        if (dueMs === undefined) return;
        expect(openTimeBetween(fromMs, dueMs, isOpen)).toBe(openMs);
        expect(isOpen(dueMs - 1)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('does not come earlier for who begins later', () => {
    fc.assert(
      fc.property(someHours, aMoment, aPromise, aPromise, (isOpen, fromMs, openMs, laterMs) => {
        const due = dueAfterOpenTime(fromMs, openMs, isOpen) ?? Infinity;
        const later = dueAfterOpenTime(fromMs + laterMs, openMs, isOpen) ?? Infinity;

        expect(later).toBeGreaterThanOrEqual(due);
      }),
      { numRuns: 60 },
    );
  });

  it('adds up', () => {
    fc.assert(
      fc.property(someHours, aMoment, aPromise, aPromise, (isOpen, fromMs, aMs, bMs) => {
        const middle = fromMs + aMs;
        const whole = openTimeBetween(fromMs, middle + bMs, isOpen);

        expect(
          openTimeBetween(fromMs, middle, isOpen) + openTimeBetween(middle, middle + bMs, isOpen),
        ).toBe(whole);
      }),
      { numRuns: 60 },
    );
  });
});
