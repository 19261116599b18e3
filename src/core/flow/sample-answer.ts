import { answerReader, type KnownWords } from '#core/routing/answer-reader.ts';
import { type Phrase, PhraseTable } from '#core/routing/phrase-table.ts';

import { BUILT_IN_WORDS, builtInLanguage } from './compile/built-in.ts';
import { optionIds, type SlotShape } from './model/slot.ts';
import { sampleOfPattern } from './sample-of-pattern.ts';

/** A customer's text, and whether a slot takes it. */
type Accepts = (text: string) => boolean;

/**
 * A text that the slot takes for its value, as a customer might write it in that language;
 * `undefined` where none was found, as for a pattern that nothing fits.
 *
 * What else the text may mean where it is written, such as a keyword, is for the caller to see.
 *
 * @param words what the bot knows as yes, no and the values of a choice; without it, the built-in ones
 */
export function sampleAnswer(
  slot: SlotShape,
  locale: string,
  words?: KnownWords,
): string | undefined {
  const accepts = accepting(slot, locale, words);
  const liked = candidatesFor(slot, locale).find(accepts);
  if (liked !== undefined || slot.pattern === undefined) return liked;
  return sampleOfPattern(slot.pattern, accepts);
}

const NOT_ACCEPTED = ['?', 'hm', 'no idea', 'xyzzy-0', '0', '-1', '99999999999', '31.02.2026'];

/**
 * A text that the slot does not take; `undefined` for one that takes all that fits into a message.
 */
export function badAnswer(slot: SlotShape, locale: string, words?: KnownWords): string | undefined {
  const accepts = accepting(slot, locale, words);
  const short = NOT_ACCEPTED.find((text) => !accepts(text));
  if (short !== undefined) return short;

  const long = 'too long '.repeat(Math.ceil((slot.max_length ?? 500) / 8)).trim();
  return accepts(long) ? undefined : long;
}

function accepting(slot: SlotShape, locale: string, words = builtInWords(slot)): Accepts {
  const read = answerReader(slot, words);
  return (text) => read(text, locale) !== undefined;
}

function builtInWords(slot: SlotShape): KnownWords {
  const yesNo = (['yes', 'no'] as const).flatMap((value) =>
    (['en', 'es'] as const).flatMap((locale) =>
      BUILT_IN_WORDS[locale][value].map((text) => ({ text, locale, value })),
    ),
  );
  const phrases = optionIds(slot).map((id): Phrase<string> => {
    return { text: id.replaceAll('_', ' '), locale: undefined, value: id };
  });
  return { yesNo: new PhraseTable<string>(yesNo), options: new PhraseTable(phrases) };
}

const PLAIN: Readonly<Record<'en' | 'es', string>> = { en: 'This and that', es: 'Esto y lo otro' };
const YES: Readonly<Record<'en' | 'es', string>> = { en: 'Yes', es: 'Sí' };

/** By the slot's type; what has none here is asked of its reader with the plainest texts. */
function candidatesFor(slot: SlotShape, locale: string): readonly string[] {
  const language = builtInLanguage(locale) ?? 'en';
  const kinds: Readonly<Record<string, readonly string[]>> = {
    text: textCandidates(slot, PLAIN[language]),
    number: numberCandidates(slot, locale),
    integer: numberCandidates(slot, locale),
    date: [...bounded(slot, '2026-03-14'), '2026-03-14'],
    time: [...bounded(slot, '10:30'), '10:30', '18:00', '00:00'],
    email: ['ann@example.com'],
    link: ['https://shop.example/photo.jpg'],
    phone: ['+34 600 111 222', '600111222'],
    boolean: [YES[language], 'yes'],
    choice: choiceCandidates(slot),
  };
  return kinds[slot.type] ?? [];
}

/** A text with a pattern is made from it unless these fit too. */
function textCandidates({ pattern }: SlotShape, plain: string): readonly string[] {
  return pattern === undefined ? [plain, 'AB1', 'A', '1'] : [];
}

function numberCandidates({ min, max }: SlotShape, locale: string): readonly string[] {
  const [least, most] = [Number(min ?? Number.NaN), Number(max ?? Number.NaN)];
  const between = (least + most) / 2;
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 12, useGrouping: false });
  return [3, 30, between, Math.ceil(least), Math.floor(most), least, most]
    .filter((value) => Number.isFinite(value))
    .map((value) => format.format(value));
}

/** The liked value where it lies between the bounds, else a bound. */
function bounded({ min, max }: SlotShape, liked: string): readonly string[] {
  const [least, most] = [String(min ?? ''), String(max ?? '\uffff')];
  const value = liked < least ? least : liked > most ? most : liked;
  return [value, least, most].filter((text) => text !== '' && text !== '\uffff');
}

function choiceCandidates(slot: SlotShape): readonly string[] {
  return optionIds(slot).map((id) => id.replaceAll('_', ' '));
}
