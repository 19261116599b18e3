import { normalise } from '#core/routing/normalise.ts';
import type { Phrase } from '#core/routing/phrase-table.ts';

import { commandWords, phrasesOf } from '../compile/bot-parts-of.ts';
import { COMMANDS } from '../model/bot.ts';
import type { Problem } from '../problem.ts';
import type { ReleaseCheck } from './check.ts';

/** Answers to a question, heard there alone: any flow may start by them. */
const ONLY_ANSWERS: ReadonlySet<string> = new Set(['yes', 'no', 'start', 'bot']);

/** A keyword starts one flow, and is no command, which would be heard first. */
export const keywordsAreFree: ReleaseCheck = ({ bot, flows, damaged }) => {
  const taken = new Map<string, { readonly locale: string | undefined; readonly by: string }[]>();
  const claim = ({ text, locale }: Phrase<unknown>, by: string): string | undefined => {
    const normal = normalise(text);
    const claims = taken.get(normal) ?? [];
    // A word for all languages is in the way of the same word in any of them.
    const other = claims.find(
      (each) => locale === undefined || each.locale === undefined || each.locale === locale,
    );
    taken.set(normal, [...claims, { locale, by }]);
    return other?.by === by ? undefined : other?.by;
  };
  for (const command of COMMANDS.filter((each) => !ONLY_ANSWERS.has(each))) {
    const phrases = phrasesOf(commandWords(bot, command), command);
    for (const phrase of phrases) claim(phrase, `the command ${command}`);
  }

  const problems: Problem[] = [];
  for (const { flow, source } of [...flows, ...damaged]) {
    for (const phrase of phrasesOf(flow.keywords, flow.name)) {
      const path = ['start', 'keywords', ...(phrase.locale === undefined ? [] : [phrase.locale])];
      if (normalise(phrase.text) === '') {
        const message = `"${phrase.text}" has no letter, digit or emoji that could be compared`;
        const cure = 'Write a word.';
        problems.push(source.problem({ code: 'flow.empty-keyword', path, message, cure }));
        continue;
      }
      const other = claim(phrase, `the flow ${flow.name}`);
      if (other === undefined) continue;
      const message = `"${phrase.text}" already means ${other}`;
      const cure = 'Choose other words for one of them.';
      problems.push(source.problem({ code: 'flow.keyword-taken', path, message, cure }));
    }
  }
  return problems;
};
