import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { dayBefore, daysOf, type Filters, filtersIn, NARROWING, queryOf } from './filters.ts';

/** Early on a day by the clock on the wall, wherever this runs. */
const NOW = new Date(2026, 10, 23, 0, 30);
const read = (address: string): Filters => filtersIn(new URLSearchParams(address), NOW);
const aDay = fc
  .integer({ min: 0, max: 20_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));

describe('filtersIn', () => {
  it('asks for the last thirty days by queue where an address says nothing', () => {
    expect(read('')).toEqual({
      ...{ view: 'handoffs', from: '2026-10-25', until: '2026-11-23', by: 'queue', narrow: {} },
      tz: Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
    expect(daysOf(read(''))).toBe(30);
  });

  it('takes a blank for those who have none, and narrows no chats', () => {
    const narrowed = 'queue=care&agent=&step=track.number&code=spam&locale=es&more=1';
    const narrow = { queue: 'care', agent: '', step: 'track.number', code: 'spam', locale: 'es' };

    expect(read(narrowed).narrow).toEqual(narrow);
    expect(read(`view=chats&${narrowed}`)).toMatchObject({ view: 'chats', by: 'flow', narrow: {} });
  });

  it.each(['soon', '', '2026-11', '2026-02-30', '2026-13-01', '2026-00-10', '26-01-01'])(
    'takes the usual day for %j, which is none',
    (text) => {
      const { from, until } = read(`from=${text}&until=${text}`);

      expect({ from, until }).toEqual({ from: '2026-10-25', until: '2026-11-23' });
    },
  );

  it('keeps each day that is one', () => {
    fc.assert(
      fc.property(aDay, (day) => {
        expect(read(`from=${day}`).from).toBe(day);
      }),
    );
  });
});

describe('queryOf', () => {
  it('asks until the day after the last one, and for what it was narrowed to', () => {
    const filters = read('from=2026-02-01&until=2026-02-28&tz=Europe/Madrid&queue=care&agent=');

    expect(queryOf(filters, 'day')).toEqual({
      ...{ by: 'day', from: '2026-02-01', to: '2026-03-01', tz: 'Europe/Madrid' },
      ...{ queue: 'care', agent: '' },
    });
    expect(Object.keys(queryOf(read('')))).toEqual(['from', 'to', 'tz']);
  });

  it('knows the narrowing names only', () => {
    const all = NARROWING.map((name) => `${name}=x`).join('&');

    expect(Object.keys(queryOf(read(`${all}&other=x`)))).toEqual([
      'from',
      'to',
      'tz',
      ...NARROWING,
    ]);
  });
});

describe('days', () => {
  it('counts the first and the last', () => {
    fc.assert(
      fc.property(fc.nat({ max: 800 }), (days) => {
        const range = { from: dayBefore(days, NOW), until: dayBefore(0, NOW) };
        expect(daysOf(range)).toBe(days + 1);
      }),
    );
  });
});
