import type { Input, Listening } from './listening.ts';
import { cleanText, normalise } from './normalise.ts';

/** The answer that a text is to a question: one of its options, or a value; `undefined` for none. */
export function answerTo(
  question: Listening | undefined,
  text: string,
  locale: string,
): Input | undefined {
  const option = question?.options?.exactly(normalise(text), locale);
  if (option !== undefined) return { type: `option.${option.value}` };

  const clean = cleanText(text).trim();
  const value = clean === '' ? undefined : question?.answer?.(clean, locale);
  return value === undefined ? undefined : { type: 'answer', value };
}
