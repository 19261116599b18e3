import { describe, expect, it } from '@jest/globals';

import type { Reply } from '#core/conversation/effect.ts';

import { expiryOf, leavingAs } from './leaving.ts';

const HOUR_MS = 3_600_000;
const ENDS_MS = 10 * HOUR_MS;
const REPLY: Reply = {
  ...{ kind: 'reply', campaignId: 'c-text', properties: { body: 'a\nb' }, sender: 'bot' },
  ...{ delayMs: 0, policy: 'retry', survivesFence: false, step: 'f.s' },
  outside: { campaignId: 'c-news', properties: { body_1: 'a b' } },
};

describe('leavingAs', () => {
  it('leaves free text alone within the window', () => {
    expect(leavingAs(REPLY, ENDS_MS - 1, ENDS_MS)).toBe(REPLY);
  });

  it('takes the template from the moment that the window is over', () => {
    expect(leavingAs(REPLY, ENDS_MS, ENDS_MS)).toMatchObject({
      ...{ carrier: 'template', campaignId: 'c-news', properties: { body_1: 'a b' } },
    });
  });

  it('counts the pause before it', () => {
    expect(leavingAs({ ...REPLY, delayMs: 2 }, ENDS_MS - 1, ENDS_MS).carrier).toBe('template');
  });

  it('changes nothing for who has never written, for templates, and where no template is named', () => {
    const free = leavingAs(REPLY, ENDS_MS, ENDS_MS);

    expect(leavingAs(REPLY, ENDS_MS, undefined)).toBe(REPLY);
    expect(leavingAs(free, ENDS_MS, ENDS_MS)).toBe(free);
    expect(leavingAs({ ...REPLY, carrier: 'canvas' }, ENDS_MS, ENDS_MS).carrier).toBe('canvas');
  });
});

describe('expiryOf', () => {
  it.each([
    ['with the window, for free text', {}, ENDS_MS],
    ['a day after it was due, for a template', { carrier: 'template' as const }, 26 * HOUR_MS],
    ['earlier, where the step says so', { staleAfterMs: HOUR_MS }, 3 * HOUR_MS],
    ['with the window, where that is earlier', { staleAfterMs: 23 * HOUR_MS }, ENDS_MS],
    ['counted from its pause', { staleAfterMs: HOUR_MS, delayMs: HOUR_MS }, 4 * HOUR_MS],
  ])('is %s', (_, more, expected) => {
    expect(expiryOf({ ...REPLY, ...more }, 2 * HOUR_MS, ENDS_MS)).toBe(expected);
  });

  it('is never for free text to who has not written, but by the step', () => {
    expect(expiryOf(REPLY, 0, undefined)).toBeUndefined();
    expect(expiryOf({ ...REPLY, staleAfterMs: 1 }, 0, undefined)).toBe(1);
  });
});
