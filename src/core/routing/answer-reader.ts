import { RE2JS } from 're2js';

import type { Slot } from '#core/flow/model/slot.ts';

import { normalise } from './normalise.ts';
import type { PhraseTable } from './phrase-table.ts';
import { readDate } from './read-date.ts';
import { readNumber } from './read-number.ts';

/** The value in a customer's text, or `undefined` where there is none. */
export type AnswerReader = (text: string, locale: string) => string | number | boolean | undefined;

/** Words that a reader knows beside the slot itself. */
export interface KnownWords {
  /** `yes` and `no`. */
  readonly yesNo: PhraseTable<string>;
  /** The values of a choice. */
  readonly options: PhraseTable<string>;
}

const MAX_LENGTH = 500;
const EMAIL = /^[^\s@<>()[\]"',;:]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}$/;
const FIRST_EMAIL = /[^\s<>()[\]"',;:]+@[^\s<>()[\]"',;:]+/;

/**
 * A reader for one slot, made once.
 *
 * @throws RE2JSSyntaxException when the pattern is none
 */
export function answerReader(slot: Slot, words: KnownWords): AnswerReader {
  switch (slot.type) {
    case 'text':
      return textReader(slot);
    case 'number':
    case 'integer':
      return numberReader(slot);
    case 'email':
      return readEmail;
    case 'phone':
      return readPhone;
    case 'date':
      return dateReader(slot);
    case 'boolean':
      return (text, locale) => {
        const found = words.yesNo.exactly(normalise(text), locale)?.value;
        return found === undefined ? undefined : found === 'yes';
      };
    case 'choice':
      return (text, locale) => words.options.exactly(normalise(text), locale)?.value;
  }
}

function textReader({
  pattern,
  normalize,
  max_length: maxLength = MAX_LENGTH,
}: Slot): AnswerReader {
  const matcher = pattern === undefined ? undefined : RE2JS.compile(pattern);
  return (text) => {
    if (text.length > maxLength * 4) return undefined;
    const value = normalised(text, normalize);
    if (value === '' || value.length > maxLength) return undefined;
    return matcher === undefined || matcher.test(value) ? value : undefined;
  };
}

function normalised(text: string, how: Slot['normalize']): string {
  switch (how) {
    case undefined:
      return text;
    case 'upper':
      return text.replace(/[\s-]/g, '').toUpperCase();
    case 'lower':
      return text.replace(/\s+/g, ' ').toLowerCase();
    case 'digits':
      return text.replace(/\D/g, '');
    case 'compact':
      return text.replace(/\s/g, '');
  }
}

function numberReader({ type, min, max }: Slot): AnswerReader {
  return (text, locale) => {
    const value = readNumber(text, locale);
    if (value === undefined || (type === 'integer' && !Number.isSafeInteger(value))) {
      return undefined;
    }
    return isWithin(value, min, max) ? value : undefined;
  };
}

function dateReader({ min, max }: Slot): AnswerReader {
  return (text, locale) => {
    const value = readDate(text, locale);
    return value !== undefined && isWithin(value, min, max) ? value : undefined;
  };
}

type Bound = number | string | undefined;

/** The checks have seen that the bounds are of the value's type. */
function isWithin(value: number | string, min: Bound, max: Bound): boolean {
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}

/** The e-mail address in a text: people write "it's ann@example.com". */
function readEmail(text: string): string | undefined {
  const candidate = FIRST_EMAIL.exec(text.slice(0, MAX_LENGTH))?.[0].replace(/[.!?]+$/, '');
  return candidate !== undefined && EMAIL.test(candidate) ? candidate.toLowerCase() : undefined;
}

/** A telephone number's digits, with a + where the country is given; 7 to 15 of them, by E.164. */
function readPhone(text: string): string | undefined {
  const bare = text.replace(/[\s().\-/]/g, '').replace(/^00/, '+');
  return /^\+?\d{7,15}$/.test(bare) ? bare : undefined;
}
