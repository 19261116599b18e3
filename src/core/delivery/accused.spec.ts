import { describe, expect, it } from '@jest/globals';

import { accusedOf } from './accused.ts';

const fault = (index: number | undefined, inputArray?: string) => ({
  reason: 'bad',
  index,
  inputArray,
});

describe('accusedOf', () => {
  it('finds those whom every error names', () => {
    const accused = accusedOf([fault(0), fault(2, 'recipients')], 'recipients', 3);

    expect([...accused.keys()]).toEqual([0, 2]);
  });

  it.each([
    ['names nobody', fault(undefined)],
    ['names somebody who was not there', fault(3)],
    ['is about something else', fault(1, 'attributes')],
  ])('accuses nobody where one error %s', (_, other) => {
    expect(accusedOf([fault(0), other], 'recipients', 3).size).toBe(0);
  });
});
