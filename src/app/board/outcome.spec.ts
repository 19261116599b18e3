import { describe, expect, it } from '@jest/globals';

import { refusedOutcome } from './outcome.ts';

const WAITING = { conversationId: 'c1', agent: undefined };
const HELD = { conversationId: 'c1', agent: 'ann' };

describe('refusedOutcome', () => {
  it.each([
    ['an agent was faster', WAITING, { agent: 'ann', queue: 'care' }, { came: 'taken', by: 'ann' }],
    ['it changed hands', HELD, { agent: 'bob', queue: 'care' }, { came: 'taken', by: 'bob' }],
    ['it waits again', HELD, { agent: undefined, queue: 'care' }, { came: 'moved' }],
    ['it was given on', WAITING, { agent: undefined, queue: 'returns' }, { came: 'moved' }],
    ['it has ended', WAITING, undefined, { came: 'gone' }],
  ])('says that %s', (_what, row, now, came) => {
    expect(refusedOutcome(row, 'not-yours', now)).toEqual({ conversationId: 'c1', ...came });
  });

  it('says that the customer has opted out, whatever else is so', () => {
    const outcome = refusedOutcome(HELD, 'opted-out', { agent: 'bob', queue: 'care' });

    expect(outcome).toEqual({ conversationId: 'c1', came: 'opted-out' });
  });
});
