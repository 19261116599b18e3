import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { cleanText, normalise } from './normalise.ts';

describe('normalise', () => {
  it.each([
    ['  Where IS my   order?! ', 'where is my order'],
    ['¿Dónde está MI pedido?', 'donde esta mi pedido'],
    ["Where's it", 'wheres it'],
    ['Where’s it', 'wheres it'],
    ['Ｔｒａｃｋ　ｉｔ', 'track it'],
    ['Straße', 'strasse'],
    ['İstanbul', 'istanbul'],
    ['हिन्दी', 'हिन्दी'],
    ['👍', '👍'],
    ['?!…', ''],
  ])('reads %j as %j', (text, normal) => {
    expect(normalise(text)).toBe(normal);
  });

  it('has nothing more to do the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        expect(normalise(normalise(text))).toBe(normalise(text));
      }),
    );
  });
});

describe('cleanText', () => {
  it('keeps line breaks and emoji, and takes what Postgres or a terminal would choke on', () => {
    expect(cleanText('a\nb\u0000c\u001b[31m \ud83d\ude00 \ud83d')).toBe(
      'a\nbc[31m \ud83d\ude00 \ufffd',
    );
  });
});
