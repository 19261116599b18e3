import { type Phrase, PhraseTable } from '#core/routing/phrase-table.ts';

import { ladderOf } from '../../model/attempts.ts';
import { type FullBubble, mapPart, partsOf, type Say } from '../../model/bubble.ts';
import { offerAs } from '../../model/offer.ts';
import type { StepOfKind } from '../../model/step.ts';
import type { Option } from '../../model/steps/choose.ts';
import type { Copy } from '../../model/words.ts';
import { answered, asking } from '../asking.ts';
import type { BotParts } from '../bot-parts.ts';
import { phrasesOf } from '../bot-parts-of.ts';
import { ratingWritten } from '../desk/rating-written.ts';
import { backToOpen } from '../falling-silent.ts';
import { laddering } from '../laddering.ts';
import { listeningInQuestion } from '../listening-in-flow.ts';
import { saying } from '../replies.ts';
import type { Action, StateConfig, Transition } from '../state-config.ts';
import { speakerAt, type StepPlace } from '../step-place.ts';
import { whileOpen } from '../undelivered.ts';
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
  const ladder = laddering(place, ladderOf(again, step.attempts), {
    ...{ counter: 'tries', stay: backToOpen(silence), question },
  });
  const listening = {
    ...listeningInQuestion(bot, step.interrupt, 'within'),
    ...{ options: new PhraseTable(optionPhrases(step.options)), otherwise: 'invalid' },
  };
  const asked = asking({ place, silence, question });
  const config: StateConfig = {
    ...asked,
    on: {
      ...asked.on,
      ...(Object.fromEntries(picks) as Record<string, Transition[]>),
      invalid: ladder,
    },
    meta: { ...asked.meta, listening },
  };
  return whileOpen(config, step.undelivered, place);
}

function picking(step: StepOfKind<'choose'>, option: Option, place: StepPlace): Transition {
  const write = ratingWritten(step.choose, step.write, place);
  const actions = [keeping(step.choose, option.id, place), ...writing(write, place.id)];
  return option.goto === undefined ? place.onward(actions) : place.towards(option.goto, actions);
}

function keeping(slot: string | true, id: string, place: StepPlace): Action {
  if (slot === true) return answered(place, ({ context }) => context.slots);
  return answered(place, ({ context }) => ({ ...context.slots, [slot]: id }));
}

/** The question with its options on the last bubble, whichever of its variations that is. */
export function offering(step: StepOfKind<'choose'>, bot: BotParts): Say {
  const parts = partsOf(step.say);
  const as = offerAs(step, new Set(bot.layouts.keys()));
  return parts.map((part, index) =>
    mapPart(part, (bubble) =>
      index === parts.length - 1 ? { ...bubble, ...offer(step, as, bubble, bot) } : bubble,
    ),
  );
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
