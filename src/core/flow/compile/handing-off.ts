import type { Handoff as HandoffEffect } from '#core/conversation/effect.ts';

import type { Say } from '../model/bubble.ts';
import type { Handoff } from '../model/handoff.ts';
import type { BotParts } from './bot-parts.ts';
import { compileCopy } from './copy.ts';
import { saying } from './replies.ts';
import type { Action, Given, Transition } from './state-config.ts';

export const QUEUE = '#parley.queue';

/** What is said and done when a conversation goes to a person; its words survive the fence. */
export function handoffActions(
  bot: BotParts,
  { queue = bot.queues[0], reason = '', priority = 'normal' }: Handoff,
  step: string,
  say: Say = bot.copy.handoff,
): readonly Action[] {
  const why = compileCopy(reason);
  const make = ({ context }: Given): HandoffEffect => ({
    ...{ kind: 'handoff', queue, priority, step },
    reason: why(context),
  });
  const words = saying(bot, say, { step, sender: 'bot', survivesFence: true });
  return [...words, { type: 'handoff', params: make }];
}

/** The way to a person; whoever comes back starts at the foot of every ladder. */
export function handingOff(bot: BotParts, handoff: Handoff, step: string, say?: Say): Transition {
  return { target: QUEUE, actions: handoffActions(bot, handoff, step, say) };
}
