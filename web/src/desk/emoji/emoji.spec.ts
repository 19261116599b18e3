import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { codeAt, type Emoji, emojiOf, findEmojis } from './emoji.ts';

const LIST = new URL('emoji-list.json', import.meta.url);
const ROWS = (JSON.parse(readFileSync(LIST, 'utf8')) as readonly (readonly string[])[]).flat();
const ALL = ROWS.map(emojiOf);
const anEmoji = fc.constantFrom(...ALL);
const found = (asked: string, limit = ALL.length): readonly string[] =>
  findEmojis(ALL, asked, limit).map(({ emoji }) => emoji);

describe('the list of emojis', () => {
  it('has each emoji once, with a code and a name in both languages', () => {
    const broken = ALL.filter(
      ({ emoji, codes, en, es }) =>
        !/\p{Emoji}/u.test(emoji) || en === '' || es === '' || !codes.every(isCode),
    );

    expect(broken).toEqual([]);
    expect(new Set(ALL.map(({ emoji }) => emoji)).size).toBe(ALL.length);
  });

  it('has no two emojis of one usual code', () => {
    expect(new Set(ALL.map(({ codes }) => codes[0])).size).toBe(ALL.length);
  });
});

function isCode(code: string): boolean {
  return /^[a-z0-9_+-]+$/.test(code);
}

describe('findEmojis', () => {
  it.each([
    ['joy', '😂'],
    ['+1', '👍'],
    ['Thumbs Up', '👍'],
    ['corazon rojo', '❤️'],
    ['corazón rojo', '❤️'],
    ['  fire  ', '🔥'],
  ])('finds %j first of all', (asked, first) => {
    expect(found(asked)[0]).toBe(first);
  });

  it('finds each emoji by its usual code first', () => {
    fc.assert(
      fc.property(anEmoji, ({ emoji, codes: [code = ''] }) => {
        expect(found(code, 1)).toEqual([emoji]);
      }),
    );
  });

  it('finds each emoji by its names, whatever their case and accents', () => {
    fc.assert(
      fc.property(anEmoji, fc.constantFrom('en' as const, 'es' as const), (emoji, language) => {
        const name = emoji[language].toUpperCase().normalize('NFD').replace(/\p{M}/gu, '');
        const isNamed = /[\p{L}\p{N}]/u.test(name);
        expect(!isNamed || found(name).includes(emoji.emoji)).toBe(true);
      }),
    );
  });

  it('answers no more than was asked for, each once, whatever is typed', () => {
    const typed = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.constant(' '));
    fc.assert(
      fc.property(typed, fc.nat({ max: 50 }), (asked, limit) => {
        const answer = found(asked, limit);
        expect(answer.length).toBeLessThanOrEqual(limit);
        expect(new Set(answer).size).toBe(answer.length);
      }),
    );
  });

  it('finds fewer with each letter more', () => {
    fc.assert(
      fc.property(anEmoji, fc.nat({ max: 12 }), ({ codes: [code = ''] }, length) => {
        const shorter = new Set(found(code.slice(0, length + 1)));
        expect(found(code.slice(0, length + 2)).filter((one) => !shorter.has(one))).toEqual([]);
      }),
    );
  });

  it('finds nothing for nothing', () => {
    expect(['', '   ', '\n', '::', '?!'].flatMap((asked) => found(asked))).toEqual([]);
  });
});

describe('codeAt', () => {
  it.each([
    ['well :smi', 'smi', 5],
    [':smi', 'smi', 0],
    ['(:smi', 'smi', 1],
    ['so\n:+1', '+1', 3],
    [':corazón', 'corazón', 0],
    [':smile :joy', 'joy', 7],
    [':-1', '-1', 0],
    [':100', '100', 0],
    [':8ball', '8ball', 0],
  ])('sees what is being typed in %j', (text, code, from) => {
    expect(codeAt(text, text.length)).toEqual({ code, from });
  });

  it.each([
    ['a time', 'at 10:30'],
    ['half a time', 'at :30'],
    ['an address', 'https://shop.example'],
    ['a label', 'Total:twelve'],
    ['one letter, as in a smiley', ':D'],
    ['a smiley with a nose', ':-D'],
    ['a code that is closed', ':smile:'],
    ['words after a colon', 'this: that'],
    ['a colon alone', 'so :'],
  ])('sees none in %s', (_, text) => {
    expect(codeAt(text, text.length)).toBeUndefined();
  });

  it('sees each code that is longer than a letter', () => {
    const codes = ALL.flatMap((emoji) => emoji.codes).filter((code) => code.length > 1);
    const unseen = codes.filter((code) => codeAt(`:${code}`, 99)?.code !== code);

    expect(unseen).toEqual([]);
  });

  it('looks no further than the caret, and names the place of the colon', () => {
    fc.assert(
      fc.property(fc.string(), anEmoji, fc.string(), (before, { codes: [code = ''] }, after) => {
        fc.pre(code.length > 1);
        const caret = `${before} :${code}`.length;
        expect(codeAt(`${before} :${code}${after}`, caret)).toEqual({
          ...{ code, from: before.length + 1 },
        });
      }),
    );
  });
});

describe('emojiOf', () => {
  it('reads a row that lacks its last parts', () => {
    const alone: Emoji = { emoji: '🙂', codes: ['slight'], en: '', es: '', names: [], words: [] };

    expect(emojiOf('🙂|slight')).toEqual({ ...alone, words: ['slight'] });
  });
});
