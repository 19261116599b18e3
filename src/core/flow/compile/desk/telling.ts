import type { Held } from '#core/handoff/held.ts';

import type { Say } from '../../model/bubble.ts';
import type { BotParts } from '../bot-parts.ts';
import { saying } from '../replies.ts';
import type { Action, Given, Transition, Transitions } from '../state-config.ts';
import { cameBack, mayWrite, told, wrote } from './holding.ts';
import { hasLine, inSlots, withLine } from './line-words.ts';
import { arming, CLOCKS } from './timers.ts';

/** Who says where a customer stands in line: cancelled when an agent takes hold. */
export const TELLING_STEP = 'bot.waiting';
const SPEAKER = { step: TELLING_STEP, sender: 'bot', survivesFence: false } as const;
/** Somebody who comes back writes more than one message. */
const A_BREATH_MS = 2_000;

/** Sets the clock for what who waits is told next; nothing where their queue tells nothing (more). */
export function armTelling({ desk }: BotParts): Action {
  return arming(CLOCKS.telling, ({ context }) => {
    const { held } = context;
    const telling = desk.telling.get(held?.queue ?? '');
    const isLeft = telling !== undefined && (held?.told?.times ?? 0) < telling.times;
    return isLeft ? telling.every : undefined;
  });
}

/**
 * The clock of a conversation in line: its queue's words, or those for who came back. What nobody
 * could look up, or what could not leave any more, is not said.
 */
export function tellingWays(bot: BotParts): Transitions {
  const next = armTelling(bot);
  const queues = [...bot.desk.telling].map(([queue, { say }]): Transition => ({
    guard: (given) => mayTell(given) && given.context.held?.queue === queue,
    actions: [...words(bot, say), told, next],
  }));
  const back: Transition = {
    guard: (given) => mayTell(given) && given.context.held?.cameBack === 'due',
    actions: [...words(bot, bot.copy.still_waiting), told],
  };
  return [...queues, ...(bot.desk.reassureMs === undefined ? [] : [back]), { actions: [next] }];
}

/** Words for the agent; who has been in line for long is told, once, that they are heard. */
export function writingInLine({ desk }: BotParts): Transitions {
  const { reassureMs } = desk;
  const plain: Transition = { actions: [wrote] };
  if (reassureMs === undefined) return [plain];
  const isBack = ({ context: { held }, event }: Given): boolean =>
    held !== null && held.cameBack === undefined && event.atMs >= heardMs(held) + reassureMs;
  const soon = arming(CLOCKS.telling, () => A_BREATH_MS);
  return [{ guard: isBack, actions: [wrote, cameBack, soon] }, plain];
}

/** When the customer last heard something. */
function heardMs({ sinceMs, told: last }: Held): number {
  return Math.max(sinceMs, last?.atMs ?? 0);
}

function mayTell(given: Given): boolean {
  return hasLine(given) && mayWrite(given);
}

function words(bot: BotParts, say: Say): readonly Action[] {
  return saying(bot, say, SPEAKER).map((action) =>
    inSlots(action, (given) => withLine(given.context.slots, given)),
  );
}
