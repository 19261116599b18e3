import { type Phrase, PhraseTable } from '#core/routing/phrase-table.ts';

import { type BotFile, type Command, COPY_KEYS, type CopyKey } from '../model/bot.ts';
import type { Flow } from '../model/flow.ts';
import type { Ladder } from '../model/ladder.ts';
import { queueNames } from '../model/queue.ts';
import { conversationSlots } from '../model/slots-in-reach.ts';
import type { Copy, Phrases } from '../model/words.ts';
import type { BotParts, FilledSlot } from './bot-parts.ts';
import { BUILT_IN_WORDS, builtInCopy, builtInLanguage } from './built-in.ts';
import { deskPartsOf } from './desk/desk-parts.ts';
import { opening } from './opening.ts';
import { ownProfileOf } from './own-profile.ts';

/** A checked `bot.yaml` with what it leaves out filled in, and what flows keep beyond themselves. */
export function botPartsOf(bot: BotFile, flows: readonly Flow[] = []): BotParts {
  const copy = copyOf(bot);
  const hours = new Map(
    Object.entries(bot.hours ?? {}).map(([name, each]) => [name, opening(each)] as const),
  );
  const words = (wanted: readonly Command[]): Phrase<Command>[] =>
    wanted.flatMap((command) => phrasesOf(commandWords(bot, command), command));
  return {
    locales: bot.locales as [string, ...string[]],
    layouts: new Map(Object.entries(bot.layouts)),
    mergesBubbles: bot.merge_bubbles === true,
    dividesTexts: bot.divide_texts === true,
    connectors: new Map(Object.entries(bot.connectors ?? {})),
    canvases: new Map(Object.entries(bot.canvases ?? {})),
    queues: queueNames(bot) as unknown as [string, ...string[]],
    desk: deskPartsOf(bot, hours),
    slots: conversationSlots(bot, flows),
    attributes: filledSlots(bot),
    profile: ownProfileOf(bot, flows),
    hours,
    welcome: bot.welcome,
    understand: bot.understand,
    sensitiveQuestions: flows.flatMap((flow) => sensitiveIn(flow, bot)),
    titles: new Map(flows.map(({ name, title }) => [name, title ?? name.replaceAll('_', ' ')])),
    menu: bot.menu,
    copy,
    noMatch: bot.no_match ?? defaultNoMatch(copy, bot.menu),
    invalid: bot.invalid ?? [copy.invalid, { say: copy.invalid_again, repeat: true }],
    silence: bot.silence,
    undelivered: bot.undelivered,
    commands: new PhraseTable(words(['menu', 'agent', 'start', 'bot', 'cancel', 'repeat', 'back'])),
    optOut: new PhraseTable(phrasesOf(commandWords(bot, 'stop'), 'stop')),
    languages: new PhraseTable(languageNames(bot)),
    corrections: new PhraseTable<string>(words(['correction'])),
    yesNo: new PhraseTable<string>(words(['yes', 'no'])),
  };
}

/** Questions whose answers no model is shown. */
function sensitiveIn(flow: Flow, { slots = {} }: BotFile): string[] {
  return [...flow.steps].flatMap(([name, step]) => {
    const slot = step.kind === 'ask' ? step.ask : step.kind === 'choose' ? step.choose : undefined;
    const isSensitive =
      typeof slot === 'string' && (flow.slots.get(slot) ?? slots[slot])?.sensitive === true;
    return isSensitive ? [`${flow.name}.${name}`] : [];
  });
}

function filledSlots({ slots = {} }: BotFile): FilledSlot[] {
  return Object.entries(slots).flatMap(([name, slot]) =>
    slot.attribute === undefined ? [] : [{ attribute: slot.attribute, name, slot }],
  );
}

/** Phrases with the language of each. */
export function phrasesOf<T>(phrases: Phrases, value: T): Phrase<T>[] {
  if (Array.isArray(phrases)) return phrases.map((text) => ({ text, locale: undefined, value }));
  return Object.entries(phrases).flatMap(([locale, texts]) =>
    texts.map((text) => ({ text, locale, value })),
  );
}

/** The words of a command: the bot's own, else the built-in ones of its languages. */
export function commandWords(bot: BotFile, command: Command): Phrases {
  const own = bot.commands?.[command];
  if (own !== undefined) return own;

  const languages = bot.locales.map((locale) => [locale, builtInLanguage(locale) ?? 'en'] as const);
  return Object.fromEntries(
    languages.map(([locale, language]) => [locale, [...BUILT_IN_WORDS[language][command]]]),
  );
}

/** What the bot's languages are called, whichever the customer speaks now; none where it has one only. */
function languageNames(bot: BotFile): Phrase<string>[] {
  const names = commandWords(bot, 'language');
  if (bot.locales.length < 2 || Array.isArray(names)) return [];

  return Object.entries(names)
    .filter(([locale]) => bot.locales.includes(locale))
    .flatMap(([locale, texts]) =>
      texts.map((text) => ({ text, locale: undefined, value: locale })),
    );
}

function copyOf(bot: BotFile): Record<CopyKey, Copy> {
  const entries = COPY_KEYS.map((key) => [key, bot.copy?.[key] ?? builtInCopy(bot.locales, key)]);
  return Object.fromEntries(entries) as Record<CopyKey, Copy>;
}

function defaultNoMatch(copy: Readonly<Record<CopyKey, Copy>>, menu: string | undefined): Ladder {
  const second = menu === undefined ? [] : [{ say: copy.no_match_again, goto: menu }];
  return [copy.no_match, ...second, { handoff: {} }];
}
