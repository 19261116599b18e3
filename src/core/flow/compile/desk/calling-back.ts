import { PhraseTable } from '#core/routing/phrase-table.ts';

import type { FullBubble } from '../../model/bubble.ts';
import type { BotParts } from '../bot-parts.ts';
import { commandPhrases } from '../command-phrases.ts';
import { saying } from '../replies.ts';
import type { Action, Given, StateConfig, Transition, Transitions } from '../state-config.ts';
import type { CallingBack } from './desk-parts.ts';

type Side = keyof CallingBack;

const WORDS = { bot: 'command.bot', menu: 'command.bot' };

/** The commands that bring the bot back, where any queue has an ear for them. */
export function callingBackWords({ desk }: BotParts, side: Side): Readonly<Record<string, string>> {
  return [...desk.callBack.values()].every((each) => each[side] === 'told') ? {} : WORDS;
}

/**
 * What follows from them: the way back, a question first, or words for the agent like all others.
 * A queue that the release does not know is asked like the bot's first.
 */
export function calledBack(
  bot: BotParts,
  side: Side,
  {
    back,
    asking,
    told,
  }: { readonly back: Transition; readonly asking: string; readonly told: Action },
): Transitions {
  const first = bot.desk.callBack.get(bot.queues[0]);
  const all = new Set([...bot.desk.callBack.values()].map((each) => each[side]));
  const is =
    (how: CallingBack[Side]) =>
    ({ context }: Given): boolean =>
      (bot.desk.callBack.get(context.held?.queue ?? '') ?? first)?.[side] === how;
  const ways: readonly (readonly [CallingBack[Side], Transition])[] = [
    ['allowed', back],
    ['asks', { target: asking }],
    ['told', { actions: [told] }],
  ];
  const wanted = ways.filter(([how]) => all.has(how));
  const [only] = wanted;
  if (wanted.length === 1 && only !== undefined) return [only[1]];
  return wanted.map(([how, way]) => ({ ...way, guard: is(how) }));
}

/** Whether somebody is asked before the bot comes back. */
export function asksBefore({ desk }: BotParts, side: Side): boolean {
  return [...desk.callBack.values()].some((each) => each[side] === 'asks');
}

const SPEAKER = { step: 'bot.leaving', sender: 'system', survivesFence: false } as const;

/**
 * "Do you want to leave the line?": a yes brings the bot back, a no keeps the place, and anything
 * else is for the agent, like all that is written to people.
 */
export function leavingState(
  bot: BotParts,
  {
    stays,
    back,
    wrote,
  }: { readonly stays: string; readonly back: Transition; readonly wrote: Action },
): StateConfig {
  const { copy } = bot;
  return {
    entry: saying(bot, confirmation(bot), SPEAKER),
    on: {
      'option.yes': [back],
      'option.no': [{ target: stays, actions: saying(bot, copy.stayed, SPEAKER) }],
      'customer-wrote': [{ target: stays, actions: [wrote] }],
    },
    meta: {
      step: SPEAKER.step,
      listening: {
        ...{ optOut: 'command.stop', options: answers(bot), commands: {} },
        ...{ keywords: 'no', otherwise: undefined },
      },
    },
  };
}

function confirmation({ copy, layouts }: BotParts): FullBubble {
  const question = { text: copy.leave_line };
  return layouts.has('buttons')
    ? { ...question, buttons: [copy.leave_yes, copy.leave_no] }
    : question;
}

function answers({ copy, yesNo }: BotParts): PhraseTable<string> {
  return new PhraseTable([
    ...commandPhrases(copy.leave_yes, 'yes'),
    ...commandPhrases(copy.leave_no, 'no'),
    ...yesNo.phrases(),
  ]);
}
