import { describe, expect, it } from '@jest/globals';

import type { Outcome } from './outcome.ts';
import { type Attempted, settlementOf } from './settlement.ts';

const anAttempt = (attempt: Partial<Attempted> = {}): Attempted => ({
  policy: 'retry',
  attempt: 1,
  ambiguities: 0,
  ...attempt,
});
const ambiguous: Outcome = { kind: 'ambiguous', reason: 'cut' };

describe('settlementOf', () => {
  it('keeps the dispatch id of what was sent', () => {
    const accepted: Outcome = { kind: 'accepted', dispatchId: 'd', faults: [] };

    expect(settlementOf(anAttempt(), accepted)).toEqual({
      state: 'sent',
      reason: undefined,
      delayMs: 0,
      isAmbiguous: false,
      dispatchId: 'd',
    });
  });

  it('flags what was accepted with errors that name nobody', () => {
    const faults = [{ reason: 'minor', index: undefined, inputArray: undefined }];
    const accepted: Outcome = { kind: 'accepted', dispatchId: undefined, faults };

    expect(settlementOf(anAttempt(), accepted).reason).toBe('accepted with errors: minor');
  });

  it.each([
    [1, 1000],
    [2, 2000],
    [6, 32_000],
    [7, 60_000],
    [1000, 60_000],
  ])('tries what was not sent again, after attempt %i in %i ms', (attempt, delayMs) => {
    const settlement = settlementOf(anAttempt({ attempt }), {
      kind: 'not-sent',
      reason: 'refused',
    });

    expect(settlement).toMatchObject({ state: 'pending', delayMs, isAmbiguous: false });
  });

  it('waits for the reset where there is one', () => {
    const outcome: Outcome = { kind: 'throttled', reason: 'HTTP 429', resumeInMs: 41_000 };

    expect(settlementOf(anAttempt(), outcome)).toMatchObject({ state: 'pending', delayMs: 41_000 });
  });

  it('keeps what a wrong setting refused', () => {
    const outcome: Outcome = { kind: 'halted', reason: 'HTTP 401' };

    expect(settlementOf(anAttempt(), outcome).state).toBe('pending');
  });

  it('tries once more where nobody can know, and counts it', () => {
    expect(settlementOf(anAttempt(), ambiguous)).toMatchObject({
      state: 'pending',
      isAmbiguous: true,
    });
  });

  it('leaves it at that the second time', () => {
    expect(settlementOf(anAttempt({ attempt: 2, ambiguities: 1 }), ambiguous)).toMatchObject({
      state: 'ambiguous',
      isAmbiguous: true,
    });
  });

  it('never repeats what is held', () => {
    expect(settlementOf(anAttempt({ policy: 'hold' }), ambiguous).state).toBe('held');
  });

  it('leaves what is to be verified to Currents, and never repeats it', () => {
    const settlement = settlementOf(anAttempt({ policy: 'verify' }), ambiguous);

    expect(settlement).toMatchObject({ state: 'ambiguous', isAmbiguous: true, delayMs: 0 });
  });
});
