import { builtInLanguage } from '../compile/built-in.ts';
import { type BotFile, COMMANDS, COPY_KEYS, COPY_OF_THE_LINE, type CopyKey } from '../model/bot.ts';
import { queueNames, queuesByName } from '../model/queue.ts';
import type { Finding } from '../read/source.ts';
import type { ReleaseCheck } from './check.ts';
import { repairFindings } from './ladders-end.ts';
import { copyFindings, withLineShape } from './texts-are-sound.ts';
import type { Shapes } from './value-paths.ts';
import { branchesOf, bubblesOfQueues, copiesOf, type FoundCopy, placedAt } from './words-of.ts';

/** `bot.yaml` has what flows lean on, and words in every language it names. */
export const botIsComplete: ReleaseCheck = ({ bot, botSource, flowNames: names }) => {
  return [
    ...layoutFindings(bot),
    ...outsideFindings(bot),
    ...flowFindings(bot, names),
    ...wordFindings(bot),
    ...languageNameFindings(bot),
    ...repairFindings(bot, []),
    ...queueFindings(bot),
  ].map((found) => botSource.problem(found));
};

function layoutFindings({ layouts }: BotFile): Finding[] {
  if (layouts['text'] !== undefined) return [];
  const cure = 'Add `text: { campaign: …, properties: { external_system_msg_body: text } }`.';
  const message = 'There is no layout "text", which every bot needs';
  return [{ code: 'bot.no-text-layout', path: ['layouts'], message, cure }];
}

/** What leaves when the 24 hours are over has to be an approved template. */
function outsideFindings({ layouts }: BotFile): Finding[] {
  return Object.entries(layouts).flatMap(([name, { outside_window: outside }]) => {
    if (outside === undefined || layouts[outside]?.template === true) return [];
    const found = { code: 'flow.unknown-layout', path: ['layouts', name, 'outside_window'] };
    if (layouts[outside] !== undefined) {
      const message = `The layout "${outside}" is no template: nothing else leaves after 24 hours`;
      const cure = 'Name one with `template: true`, whose campaign carries an approved template.';
      return [{ ...found, message, cure }];
    }
    const among = Object.keys(layouts);
    const message = `There is no layout "${outside}" for when the 24 hours are over`;
    const cure = 'Name one of the layouts with `template: true`.';
    return [{ ...found, oneOf: { given: outside, among }, message, cure }];
  });
}

function flowFindings(bot: BotFile, names: ReadonlySet<string>): Finding[] {
  const own = (['welcome', 'understand', 'menu'] as const).map((key) => ({
    target: bot[key],
    path: [key],
  }));
  const gone = branchesOf(bot, []).map(({ goto, path }) => ({
    target: goto,
    path: [...path, 'goto'],
  }));
  return [...own, ...gone].flatMap(({ target, path }) => {
    if (target === undefined || target === 'end' || names.has(target)) return [];
    const message = `There is no flow "${target}"`;
    const oneOf = { given: target, among: names };
    const cure = 'Write the name of a flow.';
    return [{ code: 'bot.unknown-flow', path, message, cure, oneOf }];
  });
}

function wordFindings(bot: BotFile): Finding[] {
  const slots = new Map(Object.entries(bot.slots ?? {}));
  const branches = branchesOf(bot, []);
  const said = branches.flatMap(({ say, sayPath }) => placedAt(say, sayPath)).flatMap(copiesOf);
  const copies = Object.entries(bot.copy ?? {}).map(([key, copy]) => ({
    copy,
    path: ['copy', key],
  }));
  return [
    ...said.flatMap((found) => copyFindings(found, bot.locales, slots)),
    ...copies.flatMap((found) => copyFindings(found, bot.locales, slotsFor(found, slots))),
    ...bubblesOfQueues(bot)
      .flatMap(copiesOf)
      .flatMap((found) => copyFindings(found, bot.locales, withLineShape(slots))),
    ...bot.locales.flatMap((locale, at) => languageFindings(bot, locale, ['locales', at])),
  ];
}

/** Languages that are not built in bring their own words. */
function languageFindings(bot: BotFile, locale: string, path: Finding['path']): Finding[] {
  if (builtInLanguage(locale) !== undefined) return [];

  const copies = COPY_KEYS.filter((key) => bot.copy?.[key] === undefined && isNeeded(key, bot));
  const commands = COMMANDS.filter((key) => bot.commands?.[key] === undefined);
  const missing = [
    ...copies.map((key) => `copy.${key}`),
    ...commands.map((key) => `commands.${key}`),
  ];
  if (missing.length === 0) return [];
  const message = `The bot speaks no "${locale}" by itself: ${missing.join(', ')} are missing`;
  const cure = 'Add them in all languages; en and es are built in.';
  return [{ code: 'bot.missing-words', path, message, cure }];
}

/** Words about the line are needed by who asks for them. */
function isNeeded(key: CopyKey, bot: BotFile): boolean {
  if (!COPY_OF_THE_LINE.has(key)) return true;
  if (key === 'still_waiting') return bot.desk?.reassure !== undefined;
  const callBacks = [bot.desk?.call_back, ...queuesByName(bot).map(([, queue]) => queue.call_back)];
  return callBacks.some((each) => typeof each === 'object' && Object.values(each).includes('asks'));
}

/** What is said to who waits may tell of the line. */
function slotsFor({ path: [, key] }: FoundCopy, slots: Shapes): Shapes {
  return key === 'handoff' || key === 'still_waiting' ? withLineShape(slots) : slots;
}

/** A name alone does not tell which language it is the name of. */
function languageNameFindings({ commands }: BotFile): Finding[] {
  if (!Array.isArray(commands?.language)) return [];
  const message = 'These names do not say which language each of them is for';
  const cure = 'Write them by language: `language: { en: [english], es: [español] }`.';
  return [{ code: 'bot.language-names', path: ['commands', 'language'], message, cure }];
}

function queueFindings(bot: BotFile): Finding[] {
  return branchesOf(bot, []).flatMap(({ handoff, path }) => {
    const queues = queueNames(bot);
    if (handoff?.queue === undefined || queues.includes(handoff.queue)) return [];
    const message = `There is no queue "${handoff.queue}"`;
    const cure = `Write one of ${queues.join(', ')}.`;
    const found = { code: 'flow.unknown-queue', path: [...path, 'handoff', 'queue'] };
    const oneOf = { given: handoff.queue, among: queues };
    return [{ ...found, message, cure, oneOf }];
  });
}
