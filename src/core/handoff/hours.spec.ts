import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';

import { type Interval, intervalIn, openingHours } from './hours.ts';

const ZONE = 'Europe/Madrid';
const every = (...hours: readonly string[]): ReadonlyMap<number, readonly Interval[]> =>
  new Map([0, 1, 2, 3, 4, 5, 6].map((day) => [day, hours.map(intervalIn)]));
const at = (local: string, zone = ZONE): number => DateTime.fromISO(local, { zone }).toMillis();

const care = openingHours({
  zone: ZONE,
  week: new Map([
    ...[0, 1, 2, 3, 4].map((day) => [day, ['09:00-14:00', '16:00-19:00'].map(intervalIn)] as const),
    [5, [intervalIn('22:00-02:00')]],
  ]),
  dates: new Map([
    ['2026-12-25', []],
    ['2026-12-24', [intervalIn('09:00-12:00')]],
  ]),
});

describe('openingHours', () => {
  it.each([
    ['2026-11-23T08:59:59.999', false],
    ['2026-11-23T09:00', true],
    ['2026-11-23T13:59:59.999', true],
    ['2026-11-23T14:00', false],
    ['2026-11-23T16:30', true],
    ['2026-11-22T10:00', false],
    ['2026-11-28T21:59', false],
    ['2026-11-28T23:00', true],
    ['2026-11-29T01:59', true],
    ['2026-11-29T02:00', false],
    ['2026-11-30T01:00', false],
    ['2026-12-24T11:00', true],
    ['2026-12-24T13:00', false],
    ['2026-12-25T10:00', false],
  ])('at %s is open: %s', (local, isOpen) => {
    expect(care(at(local))).toBe(isOpen);
  });

  it('lets a night reach into a day that is closed, and closes with its own day', () => {
    const nights = every('22:00-02:00');
    const isOpen = openingHours({ zone: ZONE, week: nights, dates: new Map([['2026-12-25', []]]) });

    expect(['24T23:00', '25T01:00', '25T23:00', '26T01:00', '26T22:00'].map(atDay)).toEqual([
      ...[true, true, false, false, true],
    ]);

    function atDay(time: string): boolean {
      return isOpen(at(`2026-12-${time}`));
    }
  });

  it('goes by the clock on the wall when it is put forward', () => {
    const isOpen = openingHours({ zone: ZONE, week: every('02:00-03:00'), dates: new Map() });
    const before = Date.UTC(2026, 2, 29, 0, 59);

    expect([before, before + 60_000, before + 3_600_000].map(isOpen)).toEqual([
      false,
      false,
      false,
    ]);
    expect(isOpen(at('2026-03-30T02:30'))).toBe(true);
  });

  it('is open twice when the clock is put back', () => {
    const isOpen = openingHours({ zone: ZONE, week: every('02:00-03:00'), dates: new Map() });
    const first = Date.UTC(2026, 9, 25, 0, 30);

    expect([first, first + 3_600_000, first + 7_200_000].map(isOpen)).toEqual([true, true, false]);
  });

  it('agrees with a calendar anywhere and at any time', () => {
    const zones = ['Asia/Kathmandu', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones, ZONE, 'UTC'),
        fc.integer({ min: Date.UTC(2020), max: Date.UTC(2035) }),
        fc.integer({ min: 0, max: 1_440 }),
        (zone, atMs, half) => {
          const [from, to] = [Math.min(half, 700), Math.max(half, 701)];
          const isOpen = openingHours({
            zone,
            week: new Map([[2, [[from, to]]]]),
            dates: new Map(),
          });
          const { weekday, hour, minute } = DateTime.fromMillis(atMs, { zone });
          const minutes = hour * 60 + minute;

          expect(isOpen(atMs)).toBe(weekday === 3 && from <= minutes && minutes < to);
        },
      ),
    );
  });

  it('answers in far less than 20 µs, the first question of each day included', () => {
    const start = Date.UTC(2026, 5, 1);
    care(start);
    const before = process.cpuUsage();

    for (let quarter = 0; quarter < 10_000; quarter += 1) care(start + quarter * 900_000);

    expect(process.cpuUsage(before).user / 10_000).toBeLessThan(20);
  });
});
