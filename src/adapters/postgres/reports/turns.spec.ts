import { describe, expect, it } from '@jest/globals';

import { Turns } from './turns.ts';

describe('Turns', () => {
  it('lets two work at a time, in the order in which they came, also after a failure', async () => {
    const turns = new Turns(2);
    const order: number[] = [];
    let atOnce = 0;
    const work = (number: number) => async (): Promise<number> => {
      order.push(number);
      atOnce += 1;
      expect(atOnce).toBeLessThanOrEqual(2);
      await Promise.resolve();
      atOnce -= 1;
      if (number === 1) throw new Error('one of them fails');
      return number;
    };

    const all = await Promise.allSettled([0, 1, 2, 3, 4].map((number) => turns.take(work(number))));

    expect(order).toEqual([0, 1, 2, 3, 4]);
    expect(all.map(({ status }) => status === 'fulfilled')).toEqual([
      true,
      false,
      true,
      true,
      true,
    ]);
  });
});
