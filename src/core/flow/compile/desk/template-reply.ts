import type { Reply } from '#core/conversation/effect.ts';

import { changing } from '../changing.ts';
import type { Action, Given } from '../state-config.ts';

const SPEAKER = { step: 'bot.agent', sender: 'agent', survivesFence: true } as const;

/** An approved template as an agent filled it in; it leaves whenever the customer last wrote. */
const templateReply: Action = {
  type: 'reply',
  speaker: SPEAKER,
  params: ({ event: { desk } }: Given): Reply | undefined => {
    if (desk?.kind !== 'agent-template' && desk?.kind !== 'chat-started') return undefined;
    const { campaignId, properties } = desk.template;
    const carried = { carrier: 'template', campaignId, properties } as const;
    return { kind: 'reply', ...carried, ...SPEAKER, delayMs: 0, policy: 'retry' };
  },
};

/** Who has never written is spoken to in the language that they are first written to in. */
const inItsLanguage = (locales: readonly string[]): Action =>
  changing(({ context, event: { desk } }) => {
    if (context.met || desk?.kind !== 'chat-started') return {};
    const { locale } = desk.template;
    return locales.includes(locale) ? { locale } : {};
  });

/** What is done when an agent sends a template. */
export function sendingTemplate({
  locales,
}: {
  readonly locales: readonly string[];
}): readonly Action[] {
  return [templateReply, inItsLanguage(locales)];
}
