import type { Handoff as HandoffEffect } from '#core/conversation/effect.ts';
import { WINDOW_MS } from '#core/conversation/window.ts';
import type { Held } from '#core/handoff/held.ts';

import type { Say } from '../model/bubble.ts';
import type { Handoff } from '../model/handoff.ts';
import type { BotParts } from './bot-parts.ts';
import { changing } from './changing.ts';
import { compileCopy } from './copy.ts';
import { readsLine } from './desk/line-words.ts';
import { saying } from './replies.ts';
import type { Action, Given, Transition } from './state-config.ts';

export const QUEUE = '#parley.queue';
/** Where the desk is asked something before the customer reads a word. */
export const ASKING = `${QUEUE}.asking`;

type Maker = (given: Given) => HandoffEffect;

/** What is said and done when a conversation goes to a person; its words survive the fence. */
export function handoffActions(
  bot: BotParts,
  handoff: Handoff,
  step: string,
  say: Say = bot.copy.handoff,
): readonly Action[] {
  const words = saying(bot, say, { step, sender: 'bot', survivesFence: true });
  const { effect, beginning } = handoffEffect(handoffMaker(bot, handoff, step));
  return [...words, effect, beginning];
}

export function handoffMaker(
  bot: BotParts,
  { queue = bot.queues[0], reason = '', priority = 'normal', topic, skills }: Handoff,
  step: string,
): Maker {
  const why = compileCopy(reason);
  return ({ context }) => ({
    ...{ kind: 'handoff', queue, priority, step },
    reason: why(context),
    ...(topic !== undefined && { topic }),
    ...(skills !== undefined && { skills }),
  });
}

/** That people are wanted, for those who look, and as the conversation remembers it. */
export function handoffEffect(
  make: (given: Given) => unknown,
  exit: (given: Given) => Held['exit'] = () => null,
): { readonly effect: Action; readonly beginning: Action } {
  const beginning = changing((given) => {
    const made = make(given) as HandoffEffect | undefined;
    return made === undefined ? {} : { held: { ...newlyHeld(given, made), exit: exit(given) } };
  });
  return { effect: { type: 'handoff', params: make }, beginning };
}

/** What is remembered of a conversation that has just come before people. */
export function newlyHeld(
  { event }: Pick<Given, 'event'>,
  { queue, priority, reason, step, topic, skills = [] }: Omit<HandoffEffect, 'kind'>,
): Held {
  const isWritten = event.desk === undefined && !event.type.startsWith('xstate.');
  return {
    ...{ seq: event.seq, sinceMs: event.atMs, queue, priority, reason, step, skills },
    ...{
      topic: topic ?? null,
      offeredTo: null,
      offerEndsMs: null,
      passed: [],
      agent: null,
      takenMs: null,
    },
    ...{ answeredMs: null, unansweredMs: null, unread: 0, breached: [], left: null, exit: null },
    windowEndsMs: isWritten ? event.atMs + WINDOW_MS : null,
  };
}

/** The way to a person; whoever comes back starts at the foot of every ladder. */
export function handingOff(bot: BotParts, handoff: Handoff, step: string, say?: Say): Transition {
  // Words that tell of the line are said once somebody has looked.
  const isAsked = say === undefined && readsLine(bot.copy.handoff, bot.slots);
  return {
    target: isAsked ? ASKING : QUEUE,
    actions: handoffActions(bot, handoff, step, isAsked ? [] : say),
  };
}
