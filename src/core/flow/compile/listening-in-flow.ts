import type { Listening } from '#core/routing/listening.ts';

import type { BotParts } from './bot-parts.ts';

/** Commands while the bot has the conversation. */
export function botCommands({ menu }: BotParts): Listening['commands'] {
  return { agent: 'command.agent', ...(menu !== undefined && { menu: 'command.menu' }) };
}

/** Where another flow's keyword may stand: not within what could be an answer in free words. */
export type Interruption = 'exactly' | 'within';

/** What every step that waits hears, beside what it waits for. */
export function listeningInFlow(
  bot: BotParts,
  interrupt: boolean | undefined,
  interruption: Interruption,
): Pick<Listening, 'optOut' | 'commands' | 'keywords'> {
  const keywords = interrupt === false ? 'no' : interruption;
  return { optOut: 'command.stop', commands: botCommands(bot), keywords };
}
