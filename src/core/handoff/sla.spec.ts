import { describe, expect, it } from '@jest/globals';

import { nextSla, type Waited } from './sla.ts';

const MINUTE_MS = 60_000;
const SLA = { first_answer: 5 * MINUTE_MS, next_answer: 10 * MINUTE_MS, resolve: 60 * MINUTE_MS };
const always = (): boolean => true;

function due(waited: Partial<Waited>): readonly [string, number] | undefined {
  const fresh = { sinceMs: 0, answeredMs: null, unansweredMs: null, breached: [] };
  const next = nextSla({ ...fresh, ...waited }, { sla: SLA, isOpen: always });
  return next === undefined ? undefined : [next.clock, next.dueMs / MINUTE_MS];
}

describe('nextSla', () => {
  it.each([
    ['waits for the first answer', {}, ['first_answer', 5]],
    [
      'a message of the customer before it changes nothing',
      { unansweredMs: 60_000 },
      ['first_answer', 5],
    ],
    ['waits for the end once all is answered', { answeredMs: 60_000 }, ['resolve', 60]],
    [
      'waits for the next answer from the oldest message',
      { answeredMs: MINUTE_MS, unansweredMs: 20 * MINUTE_MS },
      ['next_answer', 30],
    ],
    [
      'the end comes before an answer that may take longer',
      { answeredMs: MINUTE_MS, unansweredMs: 55 * MINUTE_MS },
      ['resolve', 60],
    ],
    ['a promise is broken once', { breached: ['first_answer'] }, ['resolve', 60]],
    ['nothing is left', { breached: ['first_answer', 'resolve'] }, undefined],
  ] as const)('%s', (_what, waited, expected) => {
    expect(due(waited)).toEqual(expected);
  });

  it('promises nothing where nothing is promised', () => {
    const waited = { sinceMs: 0, answeredMs: null, unansweredMs: null, breached: [] };

    expect(nextSla(waited, { sla: {}, isOpen: always })).toBeUndefined();
  });
});
