import { BUILT_IN_COPY, builtInLanguage } from '../compile/built-in.ts';
import { type BotFile, COPY_KEYS, type CopyKey } from '../model/bot.ts';
import type { RawProblem } from '../raise-problems.ts';
import { putAt } from './put-at.ts';
import type { CopySource } from './read-copy.ts';
import type { FlowSource } from './release-source.ts';
import type { Source } from './source.ts';
import { spokenByBot, spokenCopies, type SpokenCopy } from './spoken-copies.ts';
import { TranslationTree } from './translation-tree.ts';

export interface Merging {
  readonly bot: BotFile;
  readonly botSource: Source;
  readonly flows: readonly FlowSource[];
  readonly copies: readonly CopySource[];
  /** Flows that could not be read whole: their texts are neither missed nor superfluous. */
  readonly unread: ReadonlySet<string>;
}

/**
 * Puts the texts of `copy/<locale>.yaml` into the models, so that all that follows sees one Copy.
 *
 * What stands in a flow is in the bot's first language; the texts of the others come to stand
 * beside it, and problems with them are told where they stand.
 */
export function mergeCopy({ bot, botSource, flows, copies, unread }: Merging): RawProblem[] {
  const first = bot.locales[0] ?? 'en';
  return copies.flatMap(({ locale, source }) => {
    const refused = refusal(locale, bot.locales, source);
    if (refused !== undefined) return [refused];

    const tree = new TranslationTree(source);
    const into = { first, locale, tree };
    restyleBuiltIn(bot, into);
    return [
      ...spokenByBot(bot).flatMap((copy) =>
        merge(copy, { ...into, name: 'bot', model: bot, source: botSource }),
      ),
      ...flows.flatMap(({ flow, source: flowSource }) =>
        [...flow.steps].flatMap(([name, step]) =>
          spokenCopies(step, name).flatMap((copy) =>
            merge(copy, {
              ...{ ...into, name: flow.name, source: flowSource },
              model: { steps: { [name]: step } },
            }),
          ),
        ),
      ),
      ...tree.superfluous(unread, flows),
    ];
  });
}

function refusal(
  locale: string,
  locales: readonly string[],
  source: Source,
): RawProblem | undefined {
  if (locale === locales[0]) {
    return source.problem({
      ...{ code: 'copy.first-language', path: [] },
      message: `"${locale}" is the bot's first language, whose texts stand in the flows`,
      cure: 'Write these texts into the flows, and remove this file.',
    });
  }
  if (locales.includes(locale)) return undefined;
  return source.problem({
    ...{ code: 'copy.unknown-locale', path: [], oneOf: { given: locale, among: locales } },
    message: `"${locale}" is none of the bot's languages`,
    cure: `Call the file by one of ${locales.slice(1).join(', ')}, or add it to \`locales\` in bot.yaml.`,
  });
}

interface Into {
  readonly first: string;
  readonly locale: string;
  readonly tree: TranslationTree;
}

/** Built-in words that a copy file has, and bot.yaml has not, are the built-in ones in other languages. */
function restyleBuiltIn(bot: BotFile, { locale, tree }: Into): void {
  for (const key of COPY_KEYS) {
    if (bot.copy?.[key] !== undefined || tree.find(['bot', key]) === undefined) continue;
    const others = bot.locales.filter((each) => each !== locale);
    const copy = Object.fromEntries(others.flatMap((each) => builtIn(each, key)));
    bot.copy = { ...bot.copy, [key]: copy };
  }
}

function builtIn(locale: string, key: CopyKey): [string, string][] {
  const language = builtInLanguage(locale);
  return language === undefined ? [] : [[locale, BUILT_IN_COPY[language][key]]];
}

interface Place extends Into {
  /** What the copy file calls the flow: its name, or `bot`. */
  readonly name: string;
  readonly model: object;
  readonly source: Source;
}

function merge(spoken: SpokenCopy, place: Place): RawProblem[] {
  const { copy, path, key } = spoken;
  const { first, locale, tree, name, model, source } = place;
  const found = tree.find([name, ...key]);
  if (found === undefined) return missing(spoken, place);

  const inline: Readonly<Record<string, string>> =
    typeof copy === 'string' ? { [first]: copy } : copy;
  if (inline[locale] !== undefined) {
    const message = `This text is there in "${locale}" already, beside the first language`;
    const cure = 'Remove one of the two.';
    return [tree.source.problem({ code: 'copy.twice', path: found.path, message, cure })];
  }
  putAt(model, path, { ...inline, [locale]: found.text });
  source.standsIn(tree.source, [...path, locale], found.path);
  return [];
}

/** Addresses and names of files are mostly the same in every language. */
const NEEDS_NONE: ReadonlySet<unknown> = new Set(['image', 'document', 'link', 'filename']);

function missing({ copy, path, key }: SpokenCopy, { locale, source, name }: Place): RawProblem[] {
  const words = typeof copy === 'string' ? copy.replaceAll(/\{\{.*?\}\}|\{%.*?%\}/gs, '') : '';
  if (!/\p{L}/u.test(words) || NEEDS_NONE.has(path.at(-1)) || path.includes('with')) return [];

  const message = `This text is missing in copy/${locale}.yaml`;
  const cure = `Add it there as \`${[name, ...key].join(': ')}\`, or write \`{ ${locale}: … }\` here.`;
  return [source.problem({ code: 'copy.missing', path, message, cure })];
}
