import { describe, expect, it } from '@jest/globals';

import { WINDOW_MS, windowEndAfter } from './window.ts';

const NOON = Date.UTC(2026, 0, 1, 12);
const HOUR = 3_600_000;

describe('windowEndAfter', () => {
  it.each([
    ['counts from the receipt where nothing else is known', NOON, undefined, undefined, NOON],
    [
      'counts from the rendering of a message that came late',
      NOON,
      NOON - HOUR,
      undefined,
      NOON - HOUR,
    ],
    ['does not believe a rendering in the future', NOON, NOON + HOUR, undefined, NOON],
  ])('%s', (_title, receivedAt, renderedAt, current, expected) => {
    expect(windowEndAfter(receivedAt, renderedAt, current)).toBe(expected + WINDOW_MS);
  });

  it('keeps what a newer message opened', () => {
    const opened = windowEndAfter(NOON, undefined, undefined);

    expect(windowEndAfter(NOON + HOUR, NOON - 5 * HOUR, opened)).toBe(opened);
  });
});
