import { describe, expect, it } from '@jest/globals';

import { didYouMean } from './did-you-mean.ts';

const NAMES = ['say', 'ask', 'choose', 'track_order', 'opening_hours'];

describe('didYouMean', () => {
  it.each([
    ['sya', 'say'],
    ['Say', 'say'],
    ['chose', 'choose'],
    ['track_oder', 'track_order'],
    ['openning_hour', 'opening_hours'],
    ['returns', undefined],
    ['x', undefined],
    ['', undefined],
    ['say', undefined],
    ['a'.repeat(1_000), undefined],
  ])('takes %j for %j', (given, meant) => {
    expect(didYouMean(given, NAMES)).toBe(meant);
  });

  it('prefers the name with fewer slips', () => {
    expect(didYouMean('track_orders', ['track_ordered', 'track_order'])).toBe('track_order');
  });
});
