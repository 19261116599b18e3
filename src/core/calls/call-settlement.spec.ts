import { describe, expect, it } from '@jest/globals';

import type { TriedOutcome } from './call-outcome.ts';
import { type Asked, callSettlementOf } from './call-settlement.ts';

const UNREACHED: TriedOutcome = { kind: 'unreached', reason: 'ECONNREFUSED' };
const AMBIGUOUS: TriedOutcome = { kind: 'ambiguous', reason: 'no answer in time' };
const REFUSED: TriedOutcome = { kind: 'refused', reason: 'HTTP 404' };
const asked = (more: Partial<Asked> = {}): Asked => ({
  ...{ policy: 'safe', attempt: 1, attempts: 3, leftMs: 10_000 },
  ...more,
});

describe('callSettlementOf', () => {
  it.each([
    ['what was not done may be repeated by all', UNREACHED, { policy: 'once' }, 'again'],
    ['what changes nothing may be asked again', AMBIGUOUS, { policy: 'safe' }, 'again'],
    ['what is known by its key may be asked again', AMBIGUOUS, { policy: 'idempotent' }, 'again'],
    ['what must not be twice is not', AMBIGUOUS, { policy: 'once' }, 'fail'],
    ['a refusal is final', REFUSED, {}, 'fail'],
    ['the last attempt is', UNREACHED, { attempt: 3 }, 'fail'],
    ['with no time for another one it fails now', UNREACHED, { leftMs: 300 }, 'fail'],
    ['once the time is over the step has its own end', AMBIGUOUS, { leftMs: 0 }, 'over'],
  ] as const)('%s', (_title, outcome, more, kind) => {
    expect(callSettlementOf(outcome, asked(more)).kind).toBe(kind);
  });

  it('waits twice as long after each attempt, or as long as it was told', () => {
    const delayOf = (outcome: TriedOutcome, attempt: number): unknown =>
      callSettlementOf(outcome, asked({ attempt }));

    expect(delayOf(UNREACHED, 1)).toMatchObject({ delayMs: 200 });
    expect(delayOf(UNREACHED, 2)).toMatchObject({ delayMs: 400 });
    expect(delayOf({ ...UNREACHED, retryAfterMs: 3_000 }, 1)).toMatchObject({ delayMs: 3_000 });
  });

  it('carries an answer on, however late', () => {
    expect(callSettlementOf({ kind: 'answered', value: 1 }, asked({ leftMs: -1 }))).toEqual({
      ...{ kind: 'answer', value: 1 },
    });
  });
});
