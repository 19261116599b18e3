import { LONGEST_BODY } from '#core/handoff/templates/fill-template.ts';
import { placeholdersIn, wordsAround } from '#core/handoff/templates/placeholders.ts';

import type { AgentTemplate } from '../model/agent-words.ts';
import type { BotFile } from '../model/bot.ts';
import type { Finding, Path } from '../read/source.ts';
import { lengthFindings, localesIn, slotFindings, textsOf } from './agent-words.ts';
import type { ReleaseCheck } from './check.ts';

/** What agents may send by hand is in languages of the bot, and leans on variables and slots that there are. */
export const templatesAreSound: ReleaseCheck = ({ bot, botSource }) =>
  Object.entries(bot.desk?.templates ?? {})
    .flatMap(([name, template]) => {
      const path = ['desk', 'templates', name];
      return [
        ...bodiesOf(template, path, bot),
        ...campaignsOf(template, path, bot),
        ...variablesOf(template, path, bot),
        ...optInOf(template, path, bot),
      ];
    })
    .map((found) => botSource.problem(found));

function bodiesOf(
  { title = '', body, variables = {} }: AgentTemplate,
  path: Path,
  bot: BotFile,
): readonly Finding[] {
  const known = new Set(Object.keys(variables));
  return [
    ...localesIn(title, [...path, 'title'], bot),
    ...localesIn(body, [...path, 'body'], bot),
    ...textsOf(body, [...path, 'body']).flatMap(({ text, path: at }) => [
      ...placeholdersIn(text).flatMap((name) => (known.has(name) ? [] : unknown(name, at, known))),
      ...(/\{\{|\{%|\}\}/.test(wordsAround(text)) ? [notPlain(at)] : []),
      ...lengthFindings(wordsAround(text), at, LONGEST_BODY),
    ]),
  ];
}

function unknown(given: string, path: Path, among: ReadonlySet<string>): readonly Finding[] {
  const message = `The template has no variable "${given}"`;
  const cure = `Declare it: \`variables: { ${given}: {} }\`.`;
  return [{ code: 'flow.unknown-variable', path, message, cure, oneOf: { given, among } }];
}

function notPlain(path: Path): Finding {
  const message = 'An approved template has variables, such as {{ name }}, and nothing else';
  const cure = 'Write each as {{ name }}, and take other Liquid away.';
  return { code: 'flow.bad-template', path, message, cure };
}

/** Words without a campaign can be sent to nobody. */
function campaignsOf(
  { campaign, body }: AgentTemplate,
  path: Path,
  bot: BotFile,
): readonly Finding[] {
  if (typeof campaign === 'string') return [];
  const spoken = typeof body === 'string' ? bot.locales.slice(0, 1) : Object.keys(body);
  return [
    ...localesIn(campaign, [...path, 'campaign'], bot),
    ...spoken
      .filter((locale) => bot.locales.includes(locale) && campaign[locale] === undefined)
      .map((locale) => ({
        ...{ code: 'flow.missing-locale', path: [...path, 'campaign'] },
        message: `There is no campaign for "${locale}", in which the template has words`,
        cure: `Add a line \`${locale}: …\`, or take the words away.`,
      })),
  ];
}

function variablesOf(
  { body, variables = {} }: AgentTemplate,
  path: Path,
  bot: BotFile,
): readonly Finding[] {
  const used = new Set(textsOf(body, path).flatMap(({ text }) => placeholdersIn(text)));
  return Object.entries(variables).flatMap(([name, { title = '', from = 'name' }]) => {
    const at = [...path, 'variables', name];
    return [
      ...localesIn(title, [...at, 'title'], bot),
      ...(from === 'name' ? [] : slotFindings(from, [...at, 'from'], bot)),
      ...(used.has(name) ? [] : [unused(name, at)]),
    ];
  });
}

function unused(name: string, path: Path): Finding {
  const message = `No text of the template shows "${name}"`;
  const cure = `Write {{ ${name} }} into the body, as Meta has approved it, or remove the variable.`;
  return { code: 'flow.unused-variable', path, message, cure, atKey: true };
}

function optInOf({ opt_in: name }: AgentTemplate, path: Path, bot: BotFile): readonly Finding[] {
  if (name === undefined) return [];
  const at = [...path, 'opt_in'];
  const type = bot.slots?.[name]?.type ?? 'boolean';
  if (type === 'boolean') return slotFindings(name, at, bot);
  const message = `The slot "${name}" is of type ${type}, and this asks for yes or no`;
  const cure = 'Name a slot of type boolean.';
  return [{ code: 'flow.wrong-slot-type', path: at, message, cure }];
}
