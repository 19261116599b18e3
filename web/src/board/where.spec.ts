import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { isNarrowed, showIn, STATES, type Where, WHERE_NAMES, whereIn, wordsOf } from './where.ts';

const NOTHING: Where = {
  ...{ queue: undefined, state: undefined, agent: undefined },
  ...{ longerThan: undefined, sla: undefined, language: undefined },
};
const read = (address: string): Where => whereIn(new URLSearchParams(address));

describe('whereIn', () => {
  it.each<[string, Partial<Where>]>([
    ['', {}],
    ['queue=care', { queue: 'care' }],
    ['queue=care%2Creturns', { queue: 'care,returns' }],
    ['state=waiting&sla=at-risk', { state: 'waiting', sla: 'at-risk' }],
    ['longer=15&language=es-MX&agent=a1', { longerThan: 15, language: 'es-MX', agent: 'a1' }],
    ['longer=0', { longerThan: 0 }],
    ['utm=mail&show=agents', {}],
  ])('reads %j', (address, wanted) => {
    expect(read(address)).toEqual({ ...NOTHING, ...wanted });
  });

  it.each([
    'queue=',
    'queue=,care',
    `queue=${'x'.repeat(101)}`,
    'agent=',
    `agent=${'x'.repeat(101)}`,
    'state=asleep',
    'sla=',
    'language=',
    `language=${'x'.repeat(21)}`,
    'longer=',
    'longer=%20',
    'longer=-1',
    'longer=1.5',
    'longer=1e3',
    'longer=0x10',
    'longer=10081',
    'longer=soon',
  ])('asks for nothing by %j', (address) => {
    expect(read(address)).toEqual(NOTHING);
  });

  it('asks the API for nothing that it would refuse, whatever an address says', () => {
    const word = fc.oneof(fc.string(), fc.constantFrom(...STATES, 'broken', '30', 'a,b', 'a,'));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...WHERE_NAMES), word), (said) => {
        const asked = wordsOf(whereIn(new URLSearchParams(said)));
        const texts = Object.entries(asked).filter(([name]) => name !== 'longer_than');
        for (const [, text] of texts) expect(text).not.toBe('');
        expect(String(asked['queue'] ?? 'none')).toMatch(/^[^,\0]{1,100}(,[^,\0]{1,100})*$/);
        expect(Number.isInteger(asked['longer_than'] ?? 0)).toBe(true);
      }),
    );
  });
});

describe('wordsOf', () => {
  it('asks for those who are just being asked for, too, where it asks for who waits', () => {
    expect(wordsOf({ ...NOTHING, state: 'waiting' })).toEqual({ state: 'asking,waiting' });
    expect(wordsOf({ ...NOTHING, state: 'held' })).toEqual({ state: 'held' });
  });

  it('says all that is wanted in the words of the API', () => {
    const where: Where = {
      ...{ queue: 'care', state: 'offered', agent: 'a1' },
      ...{ longerThan: 0, sla: 'broken', language: 'es' },
    };

    expect(wordsOf(where)).toEqual({
      ...{ queue: 'care', state: 'offered', agent: 'a1' },
      ...{ longer_than: 0, sla: 'broken', language: 'es' },
    });
    expect(wordsOf(NOTHING)).toEqual({});
  });
});

describe('what an address shows', () => {
  it.each([
    ['', 'conversations'],
    ['show=agents', 'agents'],
    ['show=blocked', 'blocked'],
    ['show=everything', 'conversations'],
  ])('shows by %j the %s', (address, shown) => {
    expect(showIn(new URLSearchParams(address))).toBe(shown);
  });

  it('is narrowed by any of the names, and by no other', () => {
    const narrowing = ['show=agents', 'queue=care', 'longer=x', 'utm=1'].map((address) =>
      isNarrowed(new URLSearchParams(address)),
    );

    expect(narrowing).toEqual([false, true, true, false]);
  });
});
