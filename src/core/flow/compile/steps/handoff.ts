import type { Held } from '#core/handoff/held.ts';

import type { StepOfKind } from '../../model/step.ts';
import { readsLine } from '../desk/line-words.ts';
import { arming, CLOCKS } from '../desk/timers.ts';
import { ASKING, handoffEffect, handoffMaker, QUEUE } from '../handing-off.ts';
import { unsetFlowSlots } from '../kept-slots.ts';
import { leaving } from '../leaving.ts';
import { saying } from '../replies.ts';
import type { Given, StateConfig, Transition } from '../state-config.ts';
import type { StepPlace } from '../step-place.ts';
import { writing } from '../writing.ts';

type HandoffStep = StepOfKind<'handoff'>;

/** Whether the step asks first if somebody is there at this time. */
export function decidesByHours({ handoff }: HandoffStep): boolean {
  return handoff.out_of_hours !== undefined;
}

/** `handoff` with `out_of_hours`: looks at the clock, then hands over or goes on. */
export function compileHandoff(step: HandoffStep, place: StepPlace): StateConfig {
  const { out_of_hours: closed, queue = place.bot.queues[0] } = step.handoff;
  const over = handingOver(step, place);
  if (closed === undefined) return { always: [over] };

  const settings = place.bot.desk.queues.get(queue);
  // A lead who has closed or opened the queue knows better than its hours.
  const isClosed = ({ event }: Given): boolean => {
    const { [queue]: how } = event.switches ?? {};
    return how === undefined ? settings?.isOpen(event.atMs) === false : how === 'closed';
  };
  return { always: [{ ...leaving(closed, place), guard: isClosed }, over] };
}

/** Whether the desk is asked something before the customer reads a word. */
export function asksTheDesk({ handoff, say }: HandoffStep, { bot, slots }: StepPlace): boolean {
  return handoff.no_agent !== undefined || readsLine(say ?? bot.copy.handoff, slots);
}

/** The way to a person, and what is kept of the flow where it may go on without one. */
export function handingOver(step: HandoffStep, place: StepPlace): Transition {
  const { handoff, say, write } = step;
  const { bot, id } = place;
  const { waited, agent_gone: gone } = handoff;
  const isAsked = asksTheDesk(step, place);
  const goesOn = isAsked || waited !== undefined || gone !== undefined;
  const make = handoffMaker(bot, handoff, id);
  const { effect, beginning } = handoffEffect(make, goesOn ? keeping(place) : undefined);
  const words = saying(bot, say ?? bot.copy.handoff, {
    step: id,
    sender: 'bot',
    survivesFence: true,
  });
  return {
    target: isAsked ? ASKING : QUEUE,
    actions: [
      ...writing(write, id),
      // Who may turn out to be alone is not promised a colleague yet.
      ...(isAsked ? [] : words),
      ...[effect, beginning],
      ...(waited === undefined ? [] : [arming(CLOCKS.waited, () => waited.after)]),
    ],
  };
}

function keeping({ bot, slots }: StepPlace): (given: Given) => Held['exit'] {
  const own = Object.keys(unsetFlowSlots(bot, slots));
  return ({ context }) => ({
    slots: Object.fromEntries(
      own.flatMap((name) => {
        const value = context.slots[name] ?? null;
        return value === null ? [] : [[name, value]];
      }),
    ),
    ...{ trail: context.trail, stack: context.stack },
  });
}
