import type { SlotShape } from '#core/flow/model/slot.ts';

import { isWithin } from './is-within.ts';
import { normalise } from './normalise.ts';
import type { PhraseTable } from './phrase-table.ts';
import { readEmail, readLink, readPhone } from './read-contact.ts';
import { readDate } from './read-date.ts';
import { readNumber } from './read-number.ts';
import { textReader } from './read-text.ts';
import { readTime } from './read-time.ts';

/** The value in a customer's text, or `undefined` where there is none. */
export type AnswerReader = (text: string, locale: string) => string | number | boolean | undefined;

/** Words that a reader knows beside the slot itself. */
export interface KnownWords {
  /** `yes` and `no`. */
  readonly yesNo: PhraseTable<string>;
  /** The values of a choice. */
  readonly options: PhraseTable<string>;
}

/** Longest answer in characters, where the slot does not say. */
const LONGEST_ANSWER = 500;

/**
 * A reader for one slot, made once.
 *
 * @throws RE2JSSyntaxException when the pattern is none
 */
export function answerReader(slot: SlotShape, words: KnownWords): AnswerReader {
  switch (slot.type) {
    case 'text':
      return freeText(slot);
    case 'number':
    case 'integer':
      return numberReader(slot);
    case 'email':
      return readEmail;
    case 'phone':
      return readPhone;
    case 'link':
      return readLink;
    case 'date':
      return (text, locale) => {
        const value = readDate(text, locale);
        return value !== undefined && isWithin(value, slot) ? value : undefined;
      };
    case 'time':
      return (text) => readTime(text, (time) => isWithin(time, slot));
    case 'boolean':
      return (text, locale) => {
        const found = words.yesNo.exactly(normalise(text), locale)?.value;
        return found === undefined ? undefined : found === 'yes';
      };
    case 'choice':
      return (text, locale) => words.options.exactly(normalise(text), locale)?.value;
    case 'object':
    case 'list':
      return () => undefined; // nobody writes one; the checks refuse to ask for it
  }
}

function freeText(slot: SlotShape): AnswerReader {
  const read = textReader(slot, LONGEST_ANSWER);
  return (text) => {
    const value = read(text);
    return value === '' ? undefined : value;
  };
}

function numberReader(slot: SlotShape): AnswerReader {
  return (text, locale) => {
    const value = readNumber(text, locale);
    if (value === undefined || (slot.type === 'integer' && !Number.isSafeInteger(value))) {
      return undefined;
    }
    return isWithin(value, slot) ? value : undefined;
  };
}
