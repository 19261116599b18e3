import type { MessageReceived } from '#core/conversation/conversation-event.ts';
import type { FlowContext } from '#core/flow/compile/flow-context.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import type { Listening } from '#core/routing/listening.ts';
import { pickLocale } from '#core/routing/pick-locale.ts';
import { route, type Routed } from '#core/routing/route.ts';

/** A message understood, and the context with what it told of the customer. */
export interface Heard {
  readonly routed: Routed;
  readonly context: FlowContext;
}

/**
 * What a customer's message means where the conversation stands.
 *
 * We answer in the language of their profile, as soon as it is known and whenever it changes;
 * words that only another language has show that they write in that one.
 */
export function hear(
  { routing, bot }: Pick<CompiledRelease, 'routing' | 'bot'>,
  listening: Listening,
  before: FlowContext,
  { text, language }: MessageReceived,
): Heard {
  const isNews = language !== undefined && language !== '' && language !== before.language;
  const locale = isNews ? pickLocale(language, bot.locales) : before.locale;
  const routed = route(routing, listening, { text, locale, isFirst: !before.met });
  const context: FlowContext = {
    ...before,
    language: isNews ? language.slice(0, 35) : before.language,
    locale: routed.locale ?? locale,
    met: true,
  };
  return { routed, context };
}
