import { describe, expect, it } from '@jest/globals';

import type { CallOutcome } from '#core/calls/call-outcome.ts';

import type { TargetRules } from '../ports/call-targets.ts';
import { TargetGate } from './target-gate.ts';

const ANSWERED: CallOutcome = { kind: 'answered', value: 1 };
const TROUBLE: CallOutcome = { kind: 'ambiguous', reason: 'HTTP 500' };
const gate = (more: Partial<TargetRules> = {}): TargetGate =>
  new TargetGate(
    {
      ...{ name: 'orders.find', attempts: 3, concurrency: 3, timeoutMs: 1_000 },
      ...{ perSecond: undefined, policy: undefined, ...more },
    },
    0,
  );

describe('TargetGate', () => {
  it('has room for so many at a time', () => {
    const three = gate();
    for (let count = 0; count < 3; count += 1) three.begin(0);

    expect(three.room(0)).toBe(0);
    three.end(ANSWERED, 0);
    expect(three.room(0)).toBe(1);
  });

  it('has room for so many a second, and says when there is more', () => {
    const slow = gate({ perSecond: 2 });
    for (let count = 0; count < 2; count += 1) {
      slow.begin(0);
      slow.end(ANSWERED, 0);
    }

    expect(slow.room(0)).toBe(0);
    expect(slow.waitMs(0)).toBe(500);
    expect(slow.room(500)).toBe(1);
  });

  it('rests for as long as the target asks', () => {
    const asked = gate();
    asked.begin(0);
    asked.end({ kind: 'unreached', reason: 'HTTP 429', retryAfterMs: 2_000 }, 0);

    expect(asked.room(1_999)).toBe(0);
    expect(asked.room(2_000)).toBe(3);
  });

  it('takes a target that keeps failing for unreachable, until one attempt goes well', () => {
    const failing = gate();
    for (let count = 0; count < 5; count += 1) {
      expect(failing.begin(0)).toBe(true);
      failing.end(TROUBLE, 0);
    }

    expect(failing.begin(0)).toBe(false);
    failing.end('not-asked', 0);
    expect(failing.begin(2_000)).toBe(true);
    failing.end(ANSWERED, 2_000);
    expect(failing.begin(2_000)).toBe(true);
  });
});
