import type { Listening } from '#core/routing/listening.ts';

import type { BotParts } from './bot-parts.ts';

type Commands = Listening['commands'];

const LEAVING: Commands = { agent: 'command.agent', cancel: 'command.cancel' };
const LANGUAGE: Commands = { language: 'command.language' };
const ASKING_AGAIN: Commands = { repeat: 'command.repeat', back: 'command.back' };

/** Commands while the bot has the conversation. */
export function botCommands({ menu }: BotParts): Commands {
  return { ...LEAVING, ...LANGUAGE, ...(menu !== undefined && { menu: 'command.menu' }) };
}

/** "Cancel" there means the question whether to stop. */
export function commandsWhileStopping({ menu }: BotParts): Commands {
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

/**
 * And what a question hears.
 *
 * One that is not to be interrupted lets its answer be whatever it may: all commands but those
 * that lead out of the flow or to a person count only where the answer is none.
 */
export function listeningInQuestion(
  bot: BotParts,
  interrupt: boolean | undefined,
  interruption: Interruption,
): Pick<Listening, 'optOut' | 'commands' | 'lateCommands' | 'keywords'> {
  const all = { ...botCommands(bot), ...ASKING_AGAIN };
  const listening = listeningInFlow(bot, interrupt, interruption);
  return interrupt === false
    ? { ...listening, commands: LEAVING, lateCommands: all }
    : { ...listening, commands: all };
}
