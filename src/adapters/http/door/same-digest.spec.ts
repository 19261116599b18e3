import { describe, expect, it } from '@jest/globals';

import { sameDigest } from './same-digest.ts';

const DIGEST = '0123456789abcdef'.repeat(4);

describe('sameDigest', () => {
  it('knows a digest again', () => {
    expect(sameDigest(DIGEST, DIGEST)).toBe(true);
  });

  it.each([0, 31, 63])('sees that the digit at %i differs', (at) => {
    const other = `${DIGEST.slice(0, at)}x${DIGEST.slice(at + 1)}`;

    expect(sameDigest(DIGEST, other)).toBe(false);
  });

  it.each(['', DIGEST.slice(1), `${DIGEST}0`])('takes nothing of another length: %j', (other) => {
    expect(sameDigest(DIGEST, other)).toBe(false);
    expect(sameDigest(other, DIGEST)).toBe(false);
    expect(sameDigest(other, other)).toBe(false);
  });
});
