import { describe, expect, it } from '@jest/globals';

import { holdsIn } from './live-rate.ts';

describe('holdsIn', () => {
  it.each([
    [5, 4, 1, 0.8, 'yes'],
    [5, 3, 2, 0.8, 'no'],
    [5, 3, 1, 0.8, 'unseen'],
    [5, 4, 0, 0.8, 'yes'],
    [10, 7, 3, 0.7, 'yes'],
    [10, 6, 3, 0.7, 'unseen'],
    [3, 0, 0, 1, 'unseen'],
    [3, 2, 1, 1, 'no'],
    [3, 0, 3, 0, 'yes'],
  ])('of %d runs, %d held and %d broken, at least %d: %s', (runs, held, broken, least, holds) => {
    expect(holdsIn({ runs, held, broken }, least)).toBe(holds);
  });
});
