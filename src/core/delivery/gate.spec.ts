import { describe, expect, it } from '@jest/globals';

import { allowance, type Gate, gateAfter, OPEN_GATE } from './gate.ts';
import type { Outcome } from './outcome.ts';

const LIMITS = { calls: 32, recipientsPerCall: 50 };
const accepted: Outcome = { kind: 'accepted', dispatchId: undefined, faults: [] };
const notSent: Outcome = { kind: 'not-sent', reason: 'HTTP 503' };
const throttled = (resumeInMs?: number): Outcome => ({
  kind: 'throttled',
  reason: '429',
  resumeInMs,
});

const after = (count: number, outcome: Outcome, nowMs = 0): Gate => {
  let gate = OPEN_GATE;
  for (let call = 0; call < count; call += 1) gate = gateAfter(gate, outcome, nowMs, 0.5);
  return gate;
};

describe('gateAfter', () => {
  it('stays shut until the reset and some chance more', () => {
    const gate = gateAfter(OPEN_GATE, throttled(40_000), 1000, 0.5);

    expect(allowance(gate, 41_999, LIMITS, 0).calls).toBe(0);
    expect(allowance(gate, 42_000, LIMITS, 0)).toEqual(LIMITS);
  });

  it('is not opened by a call that was under way when it shut', () => {
    const gate = gateAfter(gateAfter(OPEN_GATE, throttled(40_000), 0, 0), accepted, 10, 0);

    expect(allowance(gate, 20, LIMITS, 0).calls).toBe(0);
  });

  it('makes at most ten calls a minute where a 429 says no time', () => {
    let gate = OPEN_GATE;
    let calls = 0;
    for (let nowMs = 0; nowMs < 60_000; nowMs += 100) {
      if (allowance(gate, nowMs, LIMITS, 0).calls === 0) continue;
      calls += 1;
      gate = gateAfter(gate, throttled(), nowMs, 0);
    }

    expect(calls).toBeLessThanOrEqual(10);
  });

  it('shuts for half a minute or more on a wrong setting, then sends one reply to try', () => {
    const gate = gateAfter(OPEN_GATE, { kind: 'halted', reason: '401' }, 0, 0);

    expect(allowance(gate, 29_999, LIMITS, 0).calls).toBe(0);
    expect(allowance(gate, 30_000, LIMITS, 0)).toEqual({ calls: 1, recipientsPerCall: 1 });
    expect(allowance(gate, 30_000, LIMITS, 1).calls).toBe(0);
    expect(allowance(gateAfter(gate, accepted, 30_010, 0), 30_010, LIMITS, 0)).toEqual(LIMITS);
  });

  it('lets single failures pass and shuts at the tenth in a row', () => {
    expect(allowance(after(9, notSent), 0, LIMITS, 0)).toEqual(LIMITS);
    expect(allowance(after(10, notSent), 9999, LIMITS, 0).calls).toBe(0);
    expect(allowance(after(10, notSent), 10_000, LIMITS, 0).calls).toBe(1);
  });

  it('leaves room for no more calls than there are connections', () => {
    expect(allowance(OPEN_GATE, 0, LIMITS, 30).calls).toBe(2);
    expect(allowance(OPEN_GATE, 0, LIMITS, 40).calls).toBe(0);
  });
});
