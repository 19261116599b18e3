import { describe, expect, it } from '@jest/globals';

import { type Breaker, CLOSED, mayTry, tried, trying } from './breaker.ts';

const after = (troubles: readonly boolean[], breaker: Breaker = CLOSED): Breaker =>
  troubles.reduce((now, isTrouble) => tried(now, isTrouble, 0), breaker);
const times = (count: number, isTrouble: boolean): boolean[] =>
  Array.from({ length: count }, () => isTrouble);

describe('the breaker', () => {
  it('opens after five attempts in trouble, and not after four', () => {
    expect(mayTry(after(times(4, true)), 0)).toBe(true);
    expect(mayTry(after(times(5, true)), 0)).toBe(false);
  });

  it('bears some trouble among many that went well', () => {
    expect(mayTry(after([...times(15, false), ...times(5, true)]), 0)).toBe(true);
    expect(mayTry(after([...times(10, false), ...times(10, true)]), 0)).toBe(false);
  });

  it('lets one decide once its time is over, and stays open twice as long when that fails', () => {
    const open = after(times(5, true));
    const probing = trying(open);

    expect(mayTry(open, 2_000)).toBe(true);
    expect(mayTry(probing, 2_000)).toBe(false);
    expect(mayTry(tried(probing, true, 2_000), 5_999)).toBe(false);
    expect(mayTry(tried(probing, true, 2_000), 6_000)).toBe(true);
    expect(tried(probing, false, 2_000)).toEqual(CLOSED);
  });
});
