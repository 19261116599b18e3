import { describe, expect, it } from '@jest/globals';

import { LONGEST_WAIT, spokenLine } from './line-now.ts';

const MINUTE_MS = 60_000;

describe('a place in line in words', () => {
  it.each([
    [0, 'en', 'about 1 minute', 1],
    [4.2, 'en', 'about 5 minutes', 5],
    [4.2, 'es', 'unos 5 minutos', 5],
    [1, 'es', '1 minuto', 1],
    [11, 'en', 'about 15 minutes', 11],
    [56, 'en', 'about 1 hour', 56],
    [61, 'en-GB', 'about 2 hours', 61],
    [150, 'es-MX', 'unas 3 horas', 150],
    [5, 'de', 'etwa 5 Minuten', 5],
    [5, 'cs', '~ 5 minut', 5],
  ])('says %s minutes in %s as "%s"', (wait, locale, words, minutes) => {
    const spoken = spokenLine({ position: 3, waitMs: wait * MINUTE_MS }, locale);

    expect(spoken).toEqual({ position: 3, wait: words, minutes });
  });

  it('says no time where nobody is there', () => {
    const spoken = spokenLine({ position: 2, waitMs: null }, 'en');

    expect(spoken).toEqual({ position: 2, wait: null, minutes: null });
  });

  it('is never longer than proofs count with', () => {
    const { wait } = spokenLine({ position: 1, waitMs: Number.MAX_SAFE_INTEGER }, 'pl');

    expect(wait?.length).toBeLessThanOrEqual(LONGEST_WAIT);
  });
});
