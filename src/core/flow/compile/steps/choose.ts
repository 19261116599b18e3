import { type Phrase, PhraseTable } from '#core/routing/phrase-table.ts';

import { bubblesOf, type FullBubble, type Say } from '../../model/bubble.ts';
import { offerAs } from '../../model/offer.ts';
import type { StepOfKind } from '../../model/step.ts';
import type { Option } from '../../model/steps/choose.ts';
import type { Copy } from '../../model/words.ts';
import type { BotParts } from '../bot-parts.ts';
import { phrasesOf } from '../bot-parts-of.ts';
import { changing } from '../changing.ts';
import { backToOpen, fallingSilent } from '../falling-silent.ts';
import { laddering } from '../laddering.ts';
import { listeningInFlow } from '../listening-in-flow.ts';
import { saying } from '../replies.ts';
import type { Action, StateConfig, Transition } from '../state-config.ts';
import { speakerAt, type StepPlace } from '../step-place.ts';
import { writing } from '../writing.ts';

/** `choose`: offers its options, waits, goes where the chosen one says. */
export function compileChoose(step: StepOfKind<'choose'>, place: StepPlace): StateConfig {
  const { bot } = place;
  const silence = step.silence ?? bot.silence;
  const question = saying(bot, offering(step, bot), speakerAt(place));
  const picks = step.options.map((option) => [
    `option.${option.id}`,
    [picking(step, option, place)],
  ]);
  const again = step.invalid ?? [
    { say: bot.copy.not_an_option, repeat: true as const },
    ...bot.invalid.slice(1),
  ];
  const ladder = laddering(place, again, {
    ...{ counter: 'tries', stay: backToOpen(silence), question },
  });
  const listening = {
    ...listeningInFlow(bot, step.interrupt, 'within'),
    ...{ options: new PhraseTable(optionPhrases(step.options)), otherwise: 'invalid' },
  };
  return {
    entry: [changing(() => ({ tries: 0 })), ...question],
    on: { ...(Object.fromEntries(picks) as Record<string, Transition[]>), invalid: ladder },
    ...fallingSilent(place, silence),
    meta: { listening },
  };
}

function picking(step: StepOfKind<'choose'>, option: Option, place: StepPlace): Transition {
  const actions = [...keeping(step.choose, option.id), ...writing(step.write, place.id)];
  return option.goto === undefined ? place.onward(actions) : place.towards(option.goto, actions);
}

function keeping(slot: string | true, id: string): readonly Action[] {
  if (slot === true) return [changing(() => ({ misses: 0 }))];
  return [changing(({ context }) => ({ misses: 0, slots: { ...context.slots, [slot]: id } }))];
}

/** The question with its options on the last bubble. */
function offering(step: StepOfKind<'choose'>, bot: BotParts): Say {
  const bubbles = bubblesOf(step.say).map(({ bubble }) => bubble);
  const last = bubbles.at(-1) ?? {};
  const as = offerAs(step, new Set(bot.layouts.keys()));
  return [...bubbles.slice(0, -1), { ...last, ...offer(step, as, last, bot) }];
}

function offer(
  { options, button }: StepOfKind<'choose'>,
  as: 'buttons' | 'list' | 'text',
  { text = '' }: FullBubble,
  { copy, locales }: BotParts,
): Partial<FullBubble> {
  if (as === 'buttons') return { buttons: options.map(({ title }) => title) };
  if (as === 'list') {
    const rows = options.map(({ title, description }) => ({
      title,
      ...(description !== undefined && { description }),
    }));
    return { list: { button: button ?? copy.list_button, rows } };
  }
  return { text: numbered(text, options, locales) };
}

/** A layout without buttons: the options below the text, each with its number. */
function numbered(text: Copy, options: readonly Option[], locales: readonly string[]): Copy {
  const inLocale = (copy: Copy, locale: string): string =>
    typeof copy === 'string' ? copy : (copy[locale] ?? '');
  const lines = (locale: string): string =>
    options
      .map(({ title }, index) => `${String(index + 1)}. ${inLocale(title, locale)}`)
      .join('\n');
  return Object.fromEntries(
    locales.map((locale) => [locale, `${inLocale(text, locale)}\n${lines(locale)}`]),
  );
}

/** All that picks an option: its title, title and description (a list's tap), words, id, number. */
export function optionPhrases(options: readonly Option[]): Phrase<string>[] {
  const titles = options.flatMap(({ id, title, description, words = [] }) => [
    ...phrasesOf(listed(title), id),
    ...phrasesOf(words, id),
    ...(description === undefined ? [] : phrasesOf(tapped(title, description), id)),
    { text: id.replaceAll('_', ' '), locale: undefined, value: id },
  ]);
  const numbers = options.map(({ id }, index) => ({
    ...{ text: String(index + 1), locale: undefined, value: id },
  }));
  return [...titles, ...numbers];
}

function listed(copy: Copy): string[] | Record<string, string[]> {
  if (typeof copy === 'string') return [copy];
  return Object.fromEntries(Object.entries(copy).map(([locale, text]) => [locale, [text]]));
}

function tapped(title: Copy, description: Copy): string[] | Record<string, string[]> {
  if (typeof title === 'string' && typeof description === 'string') {
    return [`${title} ${description}`];
  }
  const locales = Object.keys(typeof title === 'string' ? description : title);
  const inLocale = (copy: Copy, locale: string): string =>
    typeof copy === 'string' ? copy : (copy[locale] ?? '');
  return Object.fromEntries(
    locales.map((locale) => [
      locale,
      [`${inLocale(title, locale)} ${inLocale(description, locale)}`],
    ]),
  );
}
