import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';

import { PERIODS, periodsOf } from './periods.ts';
import { ReportRangeWrong, ReportZoneUnknown } from './report-errors.ts';
import { reportRange } from './report-range.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const ZONES = ['UTC', 'Europe/Madrid', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];

describe('reportRange', () => {
  it('is the last 30 days, today included, where nothing is said', () => {
    expect(reportRange({}, NOW)).toMatchObject({
      from: '2026-10-25',
      to: '2026-11-24',
      zone: 'UTC',
    });
  });

  it("begins and ends at the zone's own midnights", () => {
    const asked = { from: '2026-10-25', to: '2026-10-26', zone: 'Europe/Madrid' };
    const { fromMs, toMs } = reportRange(asked, NOW);

    // The night in which clocks are put back.
    expect((toMs - fromMs) / 3_600_000).toBe(25);
    expect(new Date(fromMs).toISOString()).toBe('2026-10-24T22:00:00.000Z');
  });

  it.each([
    ['a day that is none', { from: '2026-02-30', to: '2026-03-02' }, ReportRangeWrong],
    ['no day at all', { from: 'yesterday' }, ReportRangeWrong],
    ['an empty range', { from: '2026-11-01', to: '2026-11-01' }, ReportRangeWrong],
    ['a range backwards', { from: '2026-11-02', to: '2026-11-01' }, ReportRangeWrong],
    ['more than a year', { from: '2025-11-01', to: '2026-11-03' }, ReportRangeWrong],
    ['a zone that is none', { zone: 'Europe/Atlantis' }, ReportZoneUnknown],
  ])('refuses %s', (_what, asked, failure) => {
    expect(() => reportRange(asked, NOW)).toThrow(failure);
  });
});

describe('periodsOf', () => {
  it('cuts a day that has 25 hours into 25, two of them the same', () => {
    const asked = { from: '2026-10-25', to: '2026-10-26', zone: 'Europe/Madrid' };
    const { groups, keys } = periodsOf(reportRange(asked, NOW), 'hour');

    expect(keys).toHaveLength(24);
    expect(groups).toHaveLength(25);
    expect(groups.filter((group) => keys[group] === '02')).toHaveLength(2);
  });

  it('names weeks by their Mondays, and one that is cut as well', () => {
    const range = reportRange({ from: '2026-11-18', to: '2026-11-25' }, NOW);

    expect(periodsOf(range, 'week').keys).toEqual(['2026-11-16', '2026-11-23']);
  });

  it('gives every moment to the group that a clock on the wall shows', () => {
    const day = fc.integer({ min: 0, max: 700 });
    const asked = fc.record({ first: day, days: fc.integer({ min: 1, max: 40 }) });
    fc.assert(
      fc.property(
        asked,
        fc.constantFrom(...ZONES),
        fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        ({ first, days }, zone, part) => {
          const begin = DateTime.fromISO('2025-06-01', { zone }).plus({ days: first });
          const range = reportRange(
            {
              from: begin.toFormat('yyyy-MM-dd'),
              to: begin.plus({ days }).toFormat('yyyy-MM-dd'),
              zone,
            },
            NOW,
          );
          const atMs = Math.floor(range.fromMs + part * (range.toMs - range.fromMs));
          const wall = DateTime.fromMillis(atMs, { zone });

          for (const by of PERIODS) {
            const { bounds, groups, keys } = periodsOf(range, by);
            const piece = bounds.findLastIndex((bound) => bound <= atMs);
            const shown = {
              day: wall.toFormat('yyyy-MM-dd'),
              week: wall.startOf('week').toFormat('yyyy-MM-dd'),
              weekday: String(wall.weekday),
              hour: wall.toFormat('HH'),
            }[by];

            expect(keys[groups[piece] ?? -1]).toBe(shown);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
