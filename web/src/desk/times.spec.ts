import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { span, timeLeft } from './times.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ms = fc.integer({ min: 0, max: 90 * DAY });

/** Milliseconds of what is shown. */
function read(text: string): number {
  const units: Readonly<Record<string, number>> = { s: SECOND, m: MINUTE, h: HOUR, d: DAY };
  const parts = [...text.matchAll(/(\d+)([smhd])/g)];
  return parts.reduce((sum, [, n = '', unit = '']) => sum + Number(n) * (units[unit] ?? NaN), 0);
}

describe('span', () => {
  it.each([
    [-5, '0s'],
    [0, '0s'],
    [MINUTE - 1, '59s'],
    [MINUTE, '1m'],
    [HOUR - 1, '59m'],
    [HOUR, '1h 00m'],
    [HOUR + 5 * MINUTE, '1h 05m'],
    [DAY - 1, '23h 59m'],
    [DAY, '1d'],
    [2 * DAY - 1, '1d'],
  ])('says %d ms as %s', (given, said) => {
    expect(span(given)).toBe(said);
  });

  it('never says more than has passed, nor a whole unit less', () => {
    fc.assert(
      fc.property(ms, (given) => {
        const unit = given < MINUTE ? SECOND : given < DAY ? MINUTE : DAY;
        const said = read(span(given));
        expect(said).toBeLessThanOrEqual(given);
        expect(given - said).toBeLessThan(unit);
      }),
    );
  });
});

describe('timeLeft', () => {
  it('counts down by the second to nothing, and stays there', () => {
    const said = [61_000, 60_999, 60_000, 9_999, 1, 0, -1_000].map(timeLeft);

    expect(said).toEqual(['1:01', '1:00', '1:00', '0:09', '0:00', '0:00', '0:00']);
  });

  it('is the seconds that are left, in minutes and seconds', () => {
    fc.assert(
      fc.property(ms, (given) => {
        const [minutes = '', seconds = ''] = timeLeft(given).split(':');
        expect(seconds).toHaveLength(2);
        expect(Number(minutes) * 60 + Number(seconds)).toBe(Math.floor(given / SECOND));
      }),
    );
  });
});
