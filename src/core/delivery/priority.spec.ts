import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { PRIORITY, priorityOf, turnAt } from './priority.ts';

describe('priorityOf', () => {
  it.each([
    ['agent', 'agent-reply', PRIORITY.agent],
    ['agent', 'timer', PRIORITY.agent],
    ['bot', 'message', PRIORITY.answer],
    ['bot', 'call-result', PRIORITY.answer],
    ['system', 'message', PRIORITY.answer],
    ['bot', 'timer', PRIORITY.proactive],
  ] as const)('of what the %s says after a %s is %i', (sender, cause, priority) => {
    expect(priorityOf(sender, cause)).toBe(priority);
  });
});

describe('turnAt', () => {
  const share = (waiting: readonly string[]): Record<string, number> => {
    const shares: Record<string, number> = {};
    for (let place = 0; place < 100; place += 1) {
      const turn = turnAt(place, waiting) ?? 'nobody';
      shares[turn] = (shares[turn] ?? 0) + 1;
    }
    return shares;
  };

  it('gives nearly all places to the first, and some to everybody', () => {
    expect(share(['agent', 'answer', 'proactive'])).toEqual({ agent: 90, answer: 8, proactive: 2 });
    expect(share(['answer', 'proactive'])).toEqual({ answer: 90, proactive: 10 });
    expect(share(['proactive'])).toEqual({ proactive: 100 });
    expect(share([])).toEqual({ nobody: 100 });
  });

  it('lets nobody wait for more than 50 places', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(0, 1, 2), (start, who) => {
        const turns = Array.from({ length: 50 }, (_, i) => turnAt(start + i, [0, 1, 2]));
        expect(turns).toContain(who);
      }),
    );
  });
});
