import { describe, expect, it } from '@jest/globals';

import { resetInMs } from './rate-limit-reset.ts';

const NOW_MS = 1_800_000_000_000;

describe('resetInMs', () => {
  it.each([
    ['a moment', { reset: '1800000040' }, 40_000],
    ['a moment that is over', { reset: '1799999990' }, 0],
    ['seconds', { reset: '3' }, 3000],
    ['the header of some contracts first', { reset: '1800000040', retryAfter: '2' }, 2000],
    ['no more than an hour', { reset: '1900000000' }, 3_600_000],
    ['nothing', {}, undefined],
    ['words', { reset: 'soon', retryAfter: 'Wed, 21 Oct 2026 07:28:00 GMT' }, undefined],
  ])('reads %s', (_, headers, expected) => {
    expect(resetInMs(headers, NOW_MS)).toBe(expected);
  });
});
