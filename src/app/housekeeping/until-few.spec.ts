import { describe, expect, it } from '@jest/globals';

import { untilFew } from './until-few.ts';

describe('working a backlog off', () => {
  it.each([
    { name: 'nothing', backlog: 0, pieces: [0] },
    { name: 'a few', backlog: 3, pieces: [3] },
    { name: 'just under a piece', backlog: 499, pieces: [499] },
    { name: 'exactly a piece', backlog: 500, pieces: [500, 0] },
    { name: 'many', backlog: 1250, pieces: [500, 500, 250] },
  ])('takes $name in whole pieces until less than one is left', async ({ backlog, pieces }) => {
    const taken: number[] = [];
    let left = backlog;

    await untilFew((atOnce) => {
      const piece = Math.min(atOnce, left);
      left -= piece;
      taken.push(piece);
      return Promise.resolve(piece);
    });

    expect(taken).toStrictEqual(pieces);
  });

  it('leaves room for what customers wait for after each whole piece', async () => {
    const began: number[] = [];

    await untilFew((atOnce) => {
      began.push(performance.now());
      return Promise.resolve(began.length < 3 ? atOnce : 0);
    });

    const [first = 0, second = 0, third = 0] = began;
    // A timer of 50 ms may ring within the 50th.
    expect(Math.min(second - first, third - second)).toBeGreaterThan(48);
  });

  it('ends with the fault of a piece', async () => {
    await expect(untilFew(async () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  });
});
