import type { Listening } from '#core/routing/listening.ts';
import { PhraseTable } from '#core/routing/phrase-table.ts';

import type { FullBubble } from '../model/bubble.ts';
import type { BotParts } from './bot-parts.ts';
import { forgetting } from './changing.ts';
import { commandPhrases } from './command-phrases.ts';
import { answered, taken } from './desk/holding.ts';
import { sendingTemplate } from './desk/template-reply.ts';
import { saying, type Speaker } from './replies.ts';
import type { StateConfig } from './state-config.ts';

/** The opt-out's own words: the system's, and said whatever else is cancelled. */
export const STOP_SPEAKER: Speaker = { step: 'bot.stop', sender: 'system', survivesFence: true };

/** Who says nothing more after "stop" is taken at their word. */
const TAKEN_AT_THEIR_WORD_MS = 24 * 3_600_000;

/**
 * "Do you want to stop?", asked where the customer stands, so that the owner stays the same until
 * they say yes. Anything but a yes or another opt-out keeps them; what the bot knows, it does.
 */
export function stoppingState(
  bot: BotParts,
  back: string,
  hears: Pick<Listening, 'commands' | 'keywords'>,
): StateConfig {
  const { copy } = bot;
  const byAgent = [{ target: '#parley.agent.stopping', actions: [taken] }];
  const stopped = { target: '#parley.nobody', actions: saying(bot, copy.stopped, STOP_SPEAKER) };
  return {
    entry: [...forgetting(bot), ...saying(bot, confirmation(bot), STOP_SPEAKER)],
    on: {
      'option.yes': [stopped],
      'option.no': [{ target: back, actions: saying(bot, copy.not_stopped, STOP_SPEAKER) }],
      ...{ 'agent-took': byAgent, claimed: byAgent, 'offer-accepted': byAgent },
      // The question stands: who is asked whether to stop may still say so.
      'chat-started': [
        { target: '#parley.agent.stopping', actions: [taken, ...sendingTemplate(bot), answered] },
      ],
      'returned-to-bot': [{ target: '#parley.bot.stopping' }],
      'no-match': [{ target: back, actions: saying(bot, copy.not_stopped, STOP_SPEAKER) }],
    },
    after: { [TAKEN_AT_THEIR_WORD_MS]: [{ target: '#parley.nobody' }] },
    meta: {
      step: 'bot.stop',
      listening: {
        ...hears,
        ...{ optOut: 'option.yes', options: answers(bot), otherwise: 'option.no' },
      },
    },
  };
}

function confirmation({ copy, layouts }: BotParts): FullBubble {
  const question = { text: copy.stop_confirm };
  return layouts.has('buttons')
    ? { ...question, buttons: [copy.stop_yes, copy.stop_no] }
    : question;
}

function answers({ copy, yesNo }: BotParts): PhraseTable<string> {
  return new PhraseTable([
    ...commandPhrases(copy.stop_yes, 'yes'),
    ...commandPhrases(copy.stop_no, 'no'),
    ...yesNo.phrases(),
  ]);
}
