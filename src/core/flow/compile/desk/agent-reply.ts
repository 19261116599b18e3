import type { AttachmentKind } from '#core/media/attachment.ts';

import type { BotParts } from '../bot-parts.ts';
import { replyMaker } from '../replies.ts';
import type { Action, Given } from '../state-config.ts';

const SPEAKER = { step: 'bot.agent', sender: 'agent', survivesFence: true } as const;

/**
 * An agent's words go out as they are: no template is read in them, nor in the names of files that
 * go along.
 */
export function agentReply(bot: BotParts): Action {
  const text = '{{ text }}';
  const words = replyMaker(bot, { text }, SPEAKER);
  const carrying: Readonly<Record<AttachmentKind, typeof words>> = {
    image: replyMaker(bot, { text, image: '{{ url }}' }, SPEAKER),
    document: replyMaker(bot, { text, document: '{{ url }}', filename: '{{ name }}' }, SPEAKER),
  };
  const params = ({ context, event }: Given): unknown => {
    const attachment = event.desk?.kind === 'agent-reply' ? event.desk.attachment : undefined;
    const make = attachment === undefined ? words : carrying[attachment.kind];
    const { url = '', name = '' } = attachment ?? {};
    return make({ ...context, slots: { text: event.text ?? '', url, name } });
  };
  return { type: 'reply', speaker: SPEAKER, params };
}
