import { describe, expect, it } from '@jest/globals';

import { formatsOf } from './formats.ts';
import { nameOfGroup } from './names.ts';

const EN = formatsOf('en');
const ES = formatsOf('es');

describe('formatsOf', () => {
  it.each([
    [null, '–'],
    [0, '0 s'],
    [44.6, '45 s'],
    [59.4, '59 s'],
    [59.6, '1 min'],
    [60, '1 min'],
    [89, '1 min'],
    [3_569, '59 min'],
    [3_570, '1 h 0 min'],
    [3 * 3_600 + 20 * 60, '3 h 20 min'],
    [86_399, '1 d 0 h'],
    [26 * 3_600, '1 d 2 h'],
  ])('says %s seconds as %s', (seconds, said) => {
    expect(EN.duration(seconds)).toBe(said);
  });

  it('writes numbers as the language does', () => {
    const both = [EN, ES].map(({ number, share, mean }) => [
      ...[number(12_345), share(0.125).replace(/\s/g, ' '), mean(4.256), share(null), mean(null)],
    ]);

    expect(both).toEqual([
      ['12,345', '12.5%', '4.26', '–', '–'],
      ['12.345', '12,5 %', '4,26', '–', '–'],
    ]);
  });

  it('names days and days of the week, wherever the browser is', () => {
    expect([EN.day('2026-11-01'), ES.day('2026-11-01')]).toEqual(['Nov 1', '1 nov']);
    const week = ['1', '2', '3', '4', '5', '6', '7'].map(EN.weekday);
    expect(week).toEqual(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
  });
});

describe('nameOfGroup', () => {
  it.each([
    ['day', '2026-11-01', 'Nov 1'],
    ['week', '2026-11-02', 'Nov 2'],
    ['weekday', '7', 'Sun'],
    ['hour', '14', '14:00'],
    ['ended', 'closed', 'how_closed'],
    ['ended', '', 'stillOpen'],
    ['ended', 'eaten', 'eaten'],
    ['agent', '', 'nobody'],
    ['queue', '', 'none'],
    ['agent', 'a1', 'Ana'],
  ])('says by %s of %j: %s', (by, key, name) => {
    expect(nameOfGroup(by, { key, name: 'Ana' }, (word) => word, EN)).toBe(name);
  });
});
