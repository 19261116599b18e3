import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { readTime } from './read-time.ts';

const ANY = (): boolean => true;
const inTheAfternoon = (time: string): boolean => time >= '12:00' && time <= '20:00';

describe('readTime', () => {
  it.each([
    ['14:30', '14:30'],
    ['14.30', '14:30'],
    ['14h30', '14:30'],
    ['14 h', '14:00'],
    ['14 horas', '14:00'],
    ['09:05', '09:05'],
    ['9:05', '09:05'],
    ['0:10', '00:10'],
    ['2 pm', '14:00'],
    ['2:15 p.m.', '14:15'],
    ['2PM', '14:00'],
    ['12 am', '00:00'],
    ['12:30 pm', '12:30'],
    ['at 11 in the morning', '11:00'],
    ['half past three in the afternoon', '15:30'],
    ['quarter to 9 pm', '20:45'],
    ['noon', '12:00'],
    ['a medianoche', '00:00'],
    ['las 3 de la tarde', '15:00'],
    ['A las 3 y media de la tarde', '15:30'],
    ['a las nueve menos cuarto de la mañana', '08:45'],
    ['a la una de la tarde', '13:00'],
    ['las 9 de la noche', '21:00'],
    ['las 2 de la noche', '02:00'],
    ['12 de la mañana', '12:00'],
    ['las 12 de la noche', '00:00'],
    ['15', '15:00'],
    ['a las 15:45', '15:45'],
  ])('reads %j as %s', (text, time) => {
    expect(readTime(text, ANY)).toBe(time);
  });

  it.each([
    ...['3', 'at 3', 'las tres', '24:00', '25', '14:60', '15 am', '13 de la mañana', 'soon', ''],
    ...['2026-01-02', '1:2', '14:30:15:16', '-3', '100', 'x'.repeat(1_000), '3 pm tomorrow'],
  ])('finds no time in %j', (text) => {
    expect(readTime(text, ANY)).toBeUndefined();
  });

  it.each([
    ['3', '15:00'],
    ['3:30', '15:30'],
    ['las tres y cuarto', '15:15'],
    ['03:30', undefined],
    ['9', undefined],
    ['12', '12:00'],
  ])('takes %j, where only the afternoon fits, for %s', (text, time) => {
    expect(readTime(text, inTheAfternoon)).toBe(time);
  });

  it('reads every time that it writes', () => {
    fc.assert(
      fc.property(fc.nat(23), fc.nat(59), (hour, minute) => {
        const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        expect(readTime(time, ANY)).toBe(time);
      }),
    );
  });

  it('answers a time or nothing, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        expect(readTime(text, ANY) ?? '00:00').toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
      }),
    );
  });
});
