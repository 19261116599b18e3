import type { MessageReceived } from '#core/conversation/conversation-event.ts';
import type { FlowContext } from '#core/flow/compile/flow-context.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import type { Place } from '#core/flow/places.ts';
import { pickLocale } from '#core/routing/pick-locale.ts';
import { route } from '#core/routing/route.ts';
import type { Heard as Message, Questions, Routed } from '#core/routing/routed.ts';

import { earlierQuestions } from './repair/earlier.ts';
import { lateQuestion } from './repair/late-question.ts';
import { withAttributes } from './with-attributes.ts';

/** A message understood, and the context with what it told of the customer. */
export interface Heard {
  readonly routed: Routed;
  readonly context: FlowContext;
}

type Written = Pick<MessageReceived, 'text' | 'media' | 'language' | 'attributes'>;

/**
 * What a customer's message means where the conversation stands.
 *
 * We answer in the language of their profile, as soon as it is known and whenever it changes;
 * words that only another language has show that they write in that one.
 *
 * @param atMs when it was written, in UTC milliseconds
 */
export function hear(
  release: CompiledRelease,
  place: Place,
  before: FlowContext,
  written: Written,
  atMs: number,
): Heard {
  const { language } = written;
  const { message, isNews } = messageIn(release, place, before, written, atMs);
  const listening = place.listening ?? NOBODY_LISTENS;
  const routed = route(release.routing, listening, message, questionsOf(release));
  const context: FlowContext = {
    ...before,
    language: isNews && language !== undefined ? language.slice(0, 35) : before.language,
    locale: routed.locale ?? message.locale,
    met: true,
    unreached: false,
    slots: withAttributes(release.bot, before.slots, written.attributes),
  };
  return { routed, context };
}

const NOBODY_LISTENS = { commands: {}, keywords: 'no', otherwise: undefined } as const;

function answeredIn(context: FlowContext): () => readonly string[] {
  return () => earlierQuestions(context).map(({ key }) => key);
}

/** A message with what the conversation knows that decides its meaning. */
export function messageIn(
  release: CompiledRelease,
  place: Place,
  context: FlowContext,
  { text, media, language }: Written,
  atMs: number,
): { readonly message: Message; readonly isNews: boolean } {
  const isNews = language !== undefined && language !== '' && language !== context.language;
  const locale = isNews ? pickLocale(language, release.bot.locales) : context.locale;
  const { trail, stack } = context;
  const answered = trail.length === 0 && stack.length === 0 ? undefined : answeredIn(context);
  const late = context.late === null ? undefined : lateQuestion(release, place, context, atMs)?.at;
  return { message: { text, media, locale, isFirst: !context.met, answered, late }, isNews };
}

/** What the questions of a release listen to. */
export function questionsOf({ places }: CompiledRelease): Questions {
  return (key) => places.step(key)?.listening;
}
