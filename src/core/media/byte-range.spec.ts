import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { byteRange } from './byte-range.ts';

describe('byteRange', () => {
  it.each([
    ['bytes=0-', 100, { start: 0, end: 99 }],
    ['bytes=0-0', 100, { start: 0, end: 0 }],
    ['bytes=10-19', 100, { start: 10, end: 19 }],
    ['bytes=90-500', 100, { start: 90, end: 99 }],
    ['bytes=-10', 100, { start: 90, end: 99 }],
    ['bytes=-500', 100, { start: 0, end: 99 }],
    ['bytes=100-', 100, 'none'],
    ['bytes=-0', 100, 'none'],
    ['bytes=0-', 0, 'none'],
    ['bytes=9-3', 100, undefined],
    ['bytes=0-1,5-6', 100, undefined],
    ['bytes=-', 100, undefined],
    ['lines=0-1', 100, undefined],
    ['bytes=a-b', 100, undefined],
    [undefined, 100, undefined],
  ])('reads %j of %i bytes', (header, size, range) => {
    expect(byteRange(header, size)).toEqual(range);
  });

  it('never leads outside the file', () => {
    const digits = fc.stringMatching(/^\d{0,25}$/);
    fc.assert(
      fc.property(digits, digits, fc.nat(1_000), (first, last, size) => {
        const range = byteRange(`bytes=${first}-${last}`, size);
        if (typeof range !== 'object') return;
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeLessThan(size);
        expect(range.start).toBeLessThanOrEqual(range.end);
      }),
    );
  });
});
