import { describe, expect, it } from '@jest/globals';

import type { Slot } from '#core/flow/model/slot.ts';

import { answerReader } from './answer-reader.ts';
import { PhraseTable } from './phrase-table.ts';

const WORDS = {
  yesNo: new PhraseTable([
    { text: 'yes', locale: 'en', value: 'yes' },
    { text: 'sí', locale: 'es', value: 'yes' },
    { text: 'no', locale: undefined, value: 'no' },
  ]),
  options: new PhraseTable([{ text: 'red one', locale: undefined, value: 'red' }]),
};

const CASES: readonly (readonly [Slot, locale: string, text: string, value: unknown])[] = [
  [{ type: 'text' }, 'en', 'anything', 'anything'],
  [{ type: 'text', max_length: 3 }, 'en', 'four', undefined],
  [{ type: 'text', pattern: '^[A-Z]{2}$', normalize: 'upper' }, 'en', 'a-b', 'AB'],
  [{ type: 'text', pattern: '^[A-Z]{2}$' }, 'en', 'ab', undefined],
  [{ type: 'text', normalize: 'digits' }, 'en', 'no 12/34', '1234'],
  [{ type: 'number' }, 'en', '1,234.5', 1234.5],
  [{ type: 'number' }, 'es', '1.234,5', 1234.5],
  [{ type: 'number' }, 'es', '1.5', 1.5],
  [{ type: 'number' }, 'en', '€ 12', 12],
  [{ type: 'number' }, 'en', '12 cats', undefined],
  [{ type: 'number', max: 10 }, 'en', '11', undefined],
  [{ type: 'integer' }, 'en', '3.5', undefined],
  [{ type: 'integer', min: 1 }, 'en', '-3', undefined],
  [{ type: 'integer' }, 'en', '9007199254740993', undefined],
  [{ type: 'email' }, 'en', "it's Ann@Example.com.", 'ann@example.com'],
  [{ type: 'email' }, 'en', 'ann at example', undefined],
  [{ type: 'phone' }, 'en', '0049 (170) 123-4567', '+491701234567'],
  [{ type: 'phone' }, 'en', '12', undefined],
  [{ type: 'date' }, 'en', '3/4/2026', '2026-03-04'],
  [{ type: 'date' }, 'es', '3/4/2026', '2026-04-03'],
  [{ type: 'date' }, 'en', '31/12/2026', '2026-12-31'],
  [{ type: 'date' }, 'es', '3 de abril de 2026', '2026-04-03'],
  [{ type: 'date' }, 'en', 'April 3rd, 2026', '2026-04-03'],
  [{ type: 'date' }, 'en', '2026-02-30', undefined],
  [{ type: 'date', min: '2026-01-01' }, 'en', '2025-12-31', undefined],
  [{ type: 'boolean' }, 'es', 'SI', true],
  [{ type: 'boolean' }, 'en', 'no!', false],
  [{ type: 'boolean' }, 'en', 'perhaps', undefined],
  [{ type: 'choice' }, 'en', 'Red One', 'red'],
  [{ type: 'time' }, 'en', 'at 2:30 pm', '14:30'],
  [{ type: 'time', min: '09:00', max: '18:00' }, 'es', 'a las 5', '17:00'],
  [{ type: 'time', max: '18:00' }, 'es', '19:00', undefined],
  [{ type: 'link' }, 'en', 'here: https://shop.example/a?b=1.', 'https://shop.example/a?b=1'],
  [{ type: 'link' }, 'en', 'javascript:alert(1)', undefined],
  [{ type: 'list' }, 'en', 'a, b', undefined],
];

describe('answerReader', () => {
  it.each(CASES)('reads %j in %s: %j is %j', (slot, locale, text, value) => {
    expect(answerReader(slot, WORDS)(text, locale)).toBe(value);
  });

  it('matches a pattern made to hang in no time', () => {
    const read = answerReader({ type: 'text', pattern: '^(a+)+$', max_length: 4_096 }, WORDS);
    const before = performance.now();

    read(`${'a'.repeat(4_000)}!`, 'en');

    expect(performance.now() - before).toBeLessThan(500);
  });
});
