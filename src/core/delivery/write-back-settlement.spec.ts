import { describe, expect, it } from '@jest/globals';

import type { Outcome } from './outcome.ts';
import { type AttemptedWriteBack, writeBackSettlementOf } from './write-back-settlement.ts';

const event = { name: 'Seen', properties: {}, at: new Date(0) };
const aWriteBack = (row: Partial<AttemptedWriteBack> = {}): AttemptedWriteBack => ({
  attributes: { a: 1 },
  event: undefined,
  attempt: 1,
  eventUnknown: false,
  ...row,
});
const ambiguous: Outcome = { kind: 'ambiguous', reason: 'cut' };
const accepted: Outcome = { kind: 'accepted', dispatchId: undefined, faults: [] };

describe('writeBackSettlementOf', () => {
  it.each<[string, AttemptedWriteBack, Outcome, string, boolean]>([
    ['attributes that were taken', aWriteBack(), accepted, 'sent', false],
    ['attributes of unknown fate', aWriteBack(), ambiguous, 'pending', false],
    [
      'an event of unknown fate',
      aWriteBack({ attributes: undefined, event }),
      ambiguous,
      'ambiguous',
      true,
    ],
    ['both, of unknown fate', aWriteBack({ event }), ambiguous, 'pending', true],
    [
      'an increment of unknown fate',
      aWriteBack({ attributes: { n: { inc: 1 } } }),
      ambiguous,
      'ambiguous',
      true,
    ],
    [
      'a value beside an increment, of unknown fate',
      aWriteBack({ attributes: { a: 1, n: { inc: 1 } } }),
      ambiguous,
      'pending',
      true,
    ],
    [
      'attributes whose event is unknown',
      aWriteBack({ eventUnknown: true }),
      accepted,
      'ambiguous',
      true,
    ],
    [
      'what was not sent',
      aWriteBack({ event }),
      { kind: 'not-sent', reason: 'x' },
      'pending',
      false,
    ],
    [
      'what was not sent for a day',
      aWriteBack({ attempt: 1500 }),
      { kind: 'not-sent', reason: 'x' },
      'failed',
      false,
    ],
    [
      'what Braze refuses',
      aWriteBack(),
      { kind: 'refused', reason: 'x', whole: true, faults: [] },
      'failed',
      false,
    ],
  ])('knows what becomes of %s', (_, row, outcome, state, eventUnknown) => {
    expect(writeBackSettlementOf(row, outcome)).toMatchObject({ state, eventUnknown });
  });
});
