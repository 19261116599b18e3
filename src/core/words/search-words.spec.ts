import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { snippet, wordsIn } from './search-words.ts';

describe('wordsIn', () => {
  it.each([
    ['¿Dónde está MI pedido?', ['donde', 'esta', 'mi', 'pedido']],
    ["it's late, late", ['it', 's', 'late']],
    ['Ordnung AB123456!', ['ordnung', 'ab123456']],
    ['заказ', ['заказ']],
    [" ' & | ! :* \\ <-> () ", []],
    ['🙂', []],
  ])('finds in %j %j', (text, words) => {
    expect(wordsIn(text)).toEqual(words);
  });

  it('has nothing in it that a search language could mean, whatever is looked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(wordsIn(text).every((word) => /^[\p{L}\p{N}]+$/u.test(word))).toBe(true);
      }),
    );
  });
});

describe('snippet', () => {
  it('shows what is around the first of the words, though accents differ', () => {
    const text = `${'antes '.repeat(40)}el PEDÍDO llegó roto ${'después '.repeat(40)}`;

    expect(snippet(text, ['pedido'])).toMatch(/^….*el PEDÍDO llegó roto.*…$/);
    expect(snippet('el pedido', ['pedido'])).toBe('el pedido');
  });

  it('is part of the text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, word) => {
        const shown = snippet(text, wordsIn(word)).replaceAll('…', '');
        expect(text.replace(/\s+/g, ' ').replaceAll('…', '')).toContain(shown.trim());
      }),
    );
  });
});
