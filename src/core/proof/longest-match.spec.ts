import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RE2JS } from 're2js';

import { lengthOf } from '#core/flow/model/offer.ts';

import { longestMatch } from './longest-match.ts';

describe('longestMatch', () => {
  it.each([
    ['^[A-Z]{2}[0-9]{6}$', 8],
    ['^(?:AB|CDE)-?\\d{1,3}$', 7],
    ['\\A\\w{3}\\z', 3],
    ['^a|b$', Infinity],
    ['^(a|bb)$|^ccc$', 3],
    ['^\\d{1,3}(\\.\\d{3}){0,2}$', 11],
    ['^[[:alpha:]]?x$', 2],
    ['^x{0}y$', 1],
    ['^\\p{L}{3}[^a]$', 4],
  ])('of %s is %p', (pattern, longest) => {
    expect(longestMatch(pattern)).toBe(longest);
  });

  it.each(['[A-Z]{2}', '^[A-Z]{2}', '^a+$', '^.*$', '^(ab)*$', '(?i)^a$', '^a{2,}$'])(
    'of %s has no bound that can be told',
    (pattern) => {
      expect(longestMatch(pattern)).toBe(Infinity);
    },
  );

  it('is never less than a text that matches', () => {
    const part = fc.constantFrom(
      'a',
      'é',
      '😀',
      '[a-c]',
      '[^x]',
      '\\d',
      '\\w',
      '.',
      '(?:ab|c)',
      '-',
    );
    const times = fc.constantFrom('', '?', '{2}', '{1,3}', '{0,2}', '??');
    const pattern = fc
      .array(fc.tuple(part, times), { minLength: 1, maxLength: 5 })
      .map((parts) => `^${parts.flat().join('')}$`);
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', 'c', 'é', '😀', '1', '-'),
      maxLength: 12,
    });

    fc.assert(
      fc.property(pattern, fc.array(text, { minLength: 20, maxLength: 20 }), (source, texts) => {
        const matcher = RE2JS.compile(source);
        const longest = longestMatch(source);

        for (const each of texts) {
          if (matcher.test(each)) expect(lengthOf(each)).toBeLessThanOrEqual(longest);
        }
      }),
    );
  });
});
