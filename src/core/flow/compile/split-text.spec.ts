import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { splitText } from './split-text.ts';

const bare = (text: string): string => text.replaceAll(/\s/g, '');

describe('splitText', () => {
  it.each([
    ['what fits, as it is', 'Short.', 20, ['Short.']],
    ['between paragraphs', 'One two.\n\nThree four. Five.', 20, ['One two.', 'Three four. Five.']],
    ['else between lines', 'One two.\nThree four. Five.', 20, ['One two.', 'Three four. Five.']],
    ['else between sentences', 'One two. Three four. Five.', 21, ['One two. Three four.', 'Five.']],
    ['else between words', 'one two three four five', 16, ['one two three', 'four five']],
    [
      'else between characters',
      'a'.repeat(40),
      16,
      ['a'.repeat(16), 'a'.repeat(16), 'a'.repeat(8)],
    ],
    ['never through a family', '👨‍👩‍👧'.repeat(4), 17, ['👨‍👩‍👧👨‍👩‍👧', '👨‍👩‍👧👨‍👩‍👧']],
    ['nothing into nothing', '  ', 16, []],
  ])('breaks %s', (_, text, most, pieces) => {
    expect(splitText(text, most)).toEqual(pieces);
  });

  it('loses nothing but white space and leaves nothing too long, whatever it is given', () => {
    const texts = fc.array(
      fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 30 }),
        fc.constantFrom('\n\n', '\n', ' ', 'A sentence. ', '👩🏽‍🚒', 'e\u0301'),
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(texts, fc.integer({ min: 16, max: 200 }), (parts, most) => {
        const text = parts.join('');

        const pieces = splitText(text, most);

        expect(pieces.every((piece) => piece.length <= most && piece.trim() !== '')).toBe(true);
        expect(bare(pieces.join(''))).toBe(bare(text));
        expect(pieces.every((piece) => !/\p{Cs}/u.test(piece))).toBe(true);
      }),
    );
  });

  it('takes a long text in no time', () => {
    const startedAtMs = performance.now();

    expect(splitText('Some words here. '.repeat(1000), 4096).length).toBe(5);
    expect(performance.now() - startedAtMs).toBeLessThan(1000);
  });
});
