import type { BotFile } from '../model/bot.ts';
import type { Finding, Path } from '../read/source.ts';
import { lengthFindings, localesIn, slotFindings, textsOf } from './agent-words.ts';
import type { ReleaseCheck } from './check.ts';

/** Known of everybody: the customer's name, and the agent's. */
const ALWAYS = ['name', 'me'];
/** WhatsApp's longest text, in characters. */
const LONGEST_TEXT = 4_096;
const VARIABLE = /\{([a-z][a-z0-9_]*)\}/g;

/** Canned replies are in languages of the bot, short enough, and fill in what there is. */
export const cannedAreSound: ReleaseCheck = ({ bot, botSource }) =>
  Object.entries(bot.desk?.canned ?? {})
    .flatMap(([name, copy]) => {
      const path = ['desk', 'canned', name];
      return [
        ...localesIn(copy, path, bot),
        ...textsOf(copy, path).flatMap(({ text, path: at }) => [
          ...lengthFindings(text, at, LONGEST_TEXT),
          ...variablesIn(text).flatMap((variable) => variableFindings(variable, at, bot)),
        ]),
      ];
    })
    .map((found) => botSource.problem(found));

function variablesIn(text: string): readonly string[] {
  return [...text.matchAll(VARIABLE)].map(([, name = '']) => name);
}

function variableFindings(given: string, path: Path, bot: BotFile): readonly Finding[] {
  if (ALWAYS.includes(given)) return [];
  const among = [...ALWAYS, ...Object.keys(bot.slots ?? {})];
  if (among.includes(given)) return slotFindings(given, path, bot);
  const message = `Nothing is known by the name "${given}"`;
  const cure = `Write one of ${among.map((name) => `{${name}}`).join(', ')}.`;
  return [{ code: 'flow.unknown-variable', path, message, cure, oneOf: { given, among } }];
}
