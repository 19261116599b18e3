import { describe, expect, it } from '@jest/globals';

import { restMs } from './rest-ms.ts';

describe('restMs', () => {
  it.each([
    { look: 'a quick one', everyMs: 500, tookMs: 3, rest: 500 },
    { look: 'one through much', everyMs: 500, tookMs: 120, rest: 1200 },
    { look: 'one that ran into a timeout', everyMs: 250, tookMs: 5000, rest: 2000 },
    { look: 'one that is rare anyway', everyMs: 5000, tookMs: 5000, rest: 5000 },
  ])('rests $rest ms after $look', ({ everyMs, tookMs, rest }) => {
    expect(restMs(everyMs, tookMs)).toBe(rest);
  });
});
