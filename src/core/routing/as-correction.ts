import { answerTo } from './answer-to.ts';
import { normalise } from './normalise.ts';
import type { Message, Routed } from './routed.ts';

const WORD = /[\p{L}\p{M}\p{N}\p{So}'’`]+/gu;
const LEADING_SIGNS = /^[^\p{L}\p{M}\p{N}\p{S}]+/u;
const TRAILING_SIGNS = /[.!?…]+$/u;

/** "No, I meant …": the last answered question that what follows is an answer to. */
export function asCorrection(message: Message): Routed | undefined {
  const { table, heard, normal, questions } = message;
  const { answered, locale } = heard;
  const prefix = answered && table.corrections.starting(normal, locale);
  if (prefix === undefined) return undefined;

  const meant = after(heard.text, prefix.phrase);
  for (const question of answered?.() ?? []) {
    const earlier = questions(question);
    const event =
      answerTo(earlier, meant, locale) ??
      answerTo(earlier, meant.replace(TRAILING_SIGNS, ''), locale);
    if (event !== undefined) {
      const language = prefix.locale === undefined ? {} : { locale: prefix.locale };
      return { event, by: 'correction', phrase: prefix.phrase, question, ...language };
    }
  }
  return undefined;
}

/** What stands behind a phrase that a text begins with, as it was written. */
function after(text: string, phrase: string): string {
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const end = index + word.length;
    const begun = normalise(text.slice(0, end));
    if (begun === phrase) return text.slice(end).replace(LEADING_SIGNS, '').trim();
    if (begun.length > phrase.length) break;
  }
  return '';
}
