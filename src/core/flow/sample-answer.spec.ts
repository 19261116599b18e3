import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { answerReader } from '#core/routing/answer-reader.ts';
import { PhraseTable } from '#core/routing/phrase-table.ts';

import type { Slot } from './model/slot.ts';
import { badAnswer, sampleAnswer } from './sample-answer.ts';

const WORDS = {
  yesNo: new PhraseTable([
    { text: 'yes', locale: 'en', value: 'yes' },
    { text: 'sí', locale: 'es', value: 'yes' },
  ]),
  options: new PhraseTable([{ text: 'wrong size', locale: undefined, value: 'wrong_size' }]),
};
const SLOTS: readonly Slot[] = [
  { type: 'text' },
  { type: 'text', max_length: 3 },
  { type: 'text', pattern: '^[A-Z]{2}[0-9]{6}$', normalize: 'upper' },
  { type: 'text', pattern: '^[a-z]+@[a-z]+\\.(com|es)$', normalize: 'lower' },
  { type: 'text', pattern: '^\\d{4}[ -]?\\d{4}$' },
  { type: 'text', pattern: '^\\d{8}$', normalize: 'digits' },
  { type: 'text', pattern: '(?i)^order\\b.+$' },
  { type: 'text', pattern: '^[^a-zA-Z]{3}ñ$' },
  { type: 'text', pattern: '^\\p{Greek}+$' },
  { type: 'number', min: 0.1, max: 0.2 },
  { type: 'number', min: 1_000_000 },
  { type: 'integer', max: -7 },
  { type: 'integer' },
  { type: 'date' },
  { type: 'date', min: '2027-01-01' },
  { type: 'date', max: '1999-12-31' },
  { type: 'email' },
  { type: 'phone' },
  { type: 'boolean' },
  { type: 'choice', options: ['wrong_size'] },
];

describe('sampleAnswer', () => {
  it.each(
    SLOTS.flatMap((slot) =>
      ['en', 'es'].map((locale) => [JSON.stringify(slot), locale, slot] as const),
    ),
  )('is taken by %s in %s', (_name, locale, slot) => {
    const text = sampleAnswer(slot, locale, WORDS);

    expect(text).toBeDefined();
    expect(answerReader(slot, WORDS)(text ?? '', locale)).toBeDefined();
  });

  it('looks like what the pattern is about', () => {
    expect(sampleAnswer({ type: 'text', pattern: '^[A-Z]{2}[0-9]{6}$' }, 'en')).toBe('AB345678');
  });

  it('gives up where nothing fits', () => {
    expect(
      sampleAnswer({ type: 'text', pattern: '^[A-Z]$', normalize: 'lower' }, 'en'),
    ).toBeUndefined();
    expect(sampleAnswer({ type: 'integer', min: 1.2, max: 1.8 }, 'en')).toBeUndefined();
  });

  it('finds a text for any pattern of plain parts', () => {
    const part = fc.constantFrom('[a-f]', '\\d', 'x?', '(ab|cd)', '[A-Z]{2,3}', '.', 'ñ+', '[^a]');
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
        const slot: Slot = { type: 'text', pattern: `^${parts.join('')}$` };

        const text = sampleAnswer(slot, 'en');

        // A pattern of parts that may all be left out has the empty text as its shortest.
        if (text === undefined) expect(parts.every((each) => each === 'x?')).toBe(true);
        else expect(answerReader(slot, WORDS)(text, 'en')).toBe(text);
      }),
    );
  });

  it('takes no time for a pattern made to hang', () => {
    const before = process.cpuUsage();

    sampleAnswer({ type: 'text', pattern: `^((a+)+){1,500}$` }, 'en');
    sampleAnswer({ type: 'text', pattern: '(x{500}y?){2}$' }, 'en');

    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(500);
  });
});

describe('badAnswer', () => {
  it.each(SLOTS.map((slot) => [JSON.stringify(slot), slot] as const))(
    'is not taken by %s',
    (_name, slot) => {
      const text = badAnswer(slot, 'en', WORDS);

      expect(text).toBeDefined();
      expect(answerReader(slot, WORDS)(text ?? '', 'en')).toBeUndefined();
    },
  );
});
