import { describe, expect, it } from '@jest/globals';

import { afterAttempt } from './after-attempt.ts';

const PAUSES = [10, 20];

describe('afterAttempt', () => {
  it.each([200, 202, 204])('is done after %d', (status) => {
    expect(afterAttempt({ status }, 1, PAUSES)).toEqual({ then: 'forwarded' });
  });

  it.each([408, 429, 500, 503, 598, undefined])('tries again after %p', (status) => {
    const answer = status === undefined ? undefined : { status };

    expect(afterAttempt(answer, 1, PAUSES)).toMatchObject({ then: 'retry', inMs: 10 });
    expect(afterAttempt(answer, 2, PAUSES)).toMatchObject({ then: 'retry', inMs: 20 });
    expect(afterAttempt(answer, 3, PAUSES)).toMatchObject({ then: 'lost' });
  });

  it.each([301, 400, 401, 403, 404, 409, 413, 422])('loses the message after %d', (status) => {
    expect(afterAttempt({ status }, 1, PAUSES)).toMatchObject({ then: 'lost' });
  });

  it('waits as long as Retry-After asks, within reason', () => {
    expect(afterAttempt({ status: 503, retryAfterMs: 500 }, 1, PAUSES)).toMatchObject({
      inMs: 500,
    });
    expect(afterAttempt({ status: 503, retryAfterMs: 3_600_000 }, 1, PAUSES)).toMatchObject({
      inMs: 10_000,
    });
  });
});
