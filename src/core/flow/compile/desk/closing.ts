import type { BotParts } from '../bot-parts.ts';
import { saying } from '../replies.ts';
import type { Given, Transitions } from '../state-config.ts';
import { REST, type Ways } from '../ways.ts';

/**
 * The end of what brought the customer before people: the farewell, and the question how it was.
 *
 * That question is asked only while its words can still leave: where nobody knows how long ago the
 * customer wrote, it is not.
 */
export function closing(bot: BotParts, ways: Ways): Transitions {
  const speaker = { step: 'bot.farewell', sender: 'bot', survivesFence: false } as const;
  const farewell = saying(bot, bot.copy.farewell, speaker);
  const { csat } = bot.desk;
  const asked = csat === undefined ? [] : [{ ...ways.toFlow(csat, farewell), guard: mayWrite }];
  return [{ guard: isQuiet, target: REST }, ...asked, { target: REST, actions: farewell }];
}

function isQuiet({ event }: Given): boolean {
  return event.desk?.kind === 'closed' && event.desk.quietly === true;
}

function mayWrite({ context, event }: Given): boolean {
  return event.atMs < (context.held?.windowEndsMs ?? 0);
}
