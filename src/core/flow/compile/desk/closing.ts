import type { BotParts } from '../bot-parts.ts';
import { saying } from '../replies.ts';
import type { Given, Transition, Transitions } from '../state-config.ts';
import { REST, type Ways } from '../ways.ts';
import { mayWrite } from './holding.ts';

/**
 * The end of what brought the customer before people: the farewell, and the question how it was.
 *
 * That question is asked while its words, and an answer, have time; then by the flow that has a
 * template, or not at all: where nobody knows how long ago the customer wrote, it is too late.
 */
export function closing(bot: BotParts, ways: Ways): Transitions {
  const speaker = { step: 'bot.farewell', sender: 'bot', survivesFence: false } as const;
  const farewell = saying(bot, bot.copy.farewell, speaker);
  const { flow, leavesMs, outside } = bot.desk.csat;
  const ask = (name: string | undefined, words: typeof farewell): readonly Transition[] =>
    name === undefined ? [] : [ways.toFlow(name, words)];
  const hasTime = (given: Given): boolean => mayWrite(given, leavesMs);
  return [
    { guard: isQuiet, target: REST },
    ...ask(flow, farewell).map((way) => ({ ...way, guard: hasTime })),
    ...ask(outside, farewell).map((way) => ({ ...way, guard: mayWrite })),
    ...ask(outside, []),
    ...(outside === undefined ? [{ target: REST, actions: farewell }] : []),
  ];
}

function isQuiet({ event }: Given): boolean {
  return event.desk?.kind === 'closed' && event.desk.quietly === true;
}
