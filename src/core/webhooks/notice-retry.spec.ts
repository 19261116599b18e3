import { describe, expect, it } from '@jest/globals';

import { type NoticeOutcome, noticeSettlement } from './notice-retry.ts';

const FAILED: NoticeOutcome = { kind: 'failed', reason: 'it answered 500' };

describe('noticeSettlement', () => {
  it.each<[string, NoticeOutcome, number, string, number]>([
    ['what was taken is sent', { kind: 'sent' }, 3, 'sent', 0],
    ['the first failure is tried again soon', FAILED, 1, 'pending', 5_000],
    ['the fourth one in hours', FAILED, 4, 'pending', 7_200_000],
    ['the tenth one is the last', FAILED, 10, 'dead', 0],
    ['who says when is believed', { ...FAILED, afterMs: 60_000 }, 1, 'pending', 60_000],
    ['but not for weeks', { ...FAILED, afterMs: 1e10 }, 1, 'pending', 86_400_000],
    ['what can never be taken is dead', { kind: 'refused', reason: 'too long' }, 1, 'dead', 0],
    ['nobody lives there', { kind: 'gone', reason: 'it answered 410' }, 1, 'dead', 0],
  ])('%s', (_what, outcome, attempt, state, delayMs) => {
    expect(noticeSettlement(outcome, attempt)).toMatchObject({ state, delayMs });
  });

  it('goes on for three days at least', () => {
    const delays = Array.from(
      { length: 9 },
      (_, index) => noticeSettlement(FAILED, index + 1).delayMs,
    );

    expect(delays.reduce((sum, each) => sum + each)).toBeGreaterThan(3 * 86_400_000);
  });
});
