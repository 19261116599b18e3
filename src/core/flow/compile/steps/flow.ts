import type { Flow } from '../../model/flow.ts';
import type { StepOfKind } from '../../model/step.ts';
import { changing } from '../changing.ts';
import { compileValue } from '../compile-value.ts';
import { fitting } from '../fitting.ts';
import { frameOf, keyOfStep } from '../frames.ts';
import { keptSlots, unsetFlowSlots } from '../kept-slots.ts';
import type { Passing } from '../passing-of.ts';
import type { Action, StateConfig } from '../state-config.ts';
import type { StepPlace } from '../step-place.ts';
import { writing } from '../writing.ts';

/**
 * Puts this flow aside and gives the called one its arguments.
 *
 * They are worked out with this flow's slots, and what does not fit a slot of the other is unset.
 */
export function calling(
  step: StepOfKind<'flow'>,
  { id, bot, slots }: StepPlace,
  called: Flow,
): Action {
  const at = keyOfStep(id);
  const own = Object.keys(unsetFlowSlots(bot, slots));
  const unset = unsetFlowSlots(bot, called.slots);
  const values = Object.entries(step.with ?? {}).map(
    ([name, value]) => [name, called.slots.get(name), compileValue(value)] as const,
  );
  return changing(({ context }) => {
    const given = values.map(([name, slot, value]) => [name, fitting(value(context), slot)]);
    return {
      ...{
        tries: 0,
        trail: [],
        stack: [...context.stack, frameOf(context, at, 'call', own)],
      },
      slots: {
        ...keptSlots(bot, context.slots),
        ...unset,
        ...(Object.fromEntries(given) as typeof unset),
      },
    };
  });
}

/** `flow`: entered only where a way is too long; the called flow returns to it, with its values. */
export function compileFlowStep(
  step: StepOfKind<'flow'>,
  place: StepPlace,
  passing: Passing | undefined,
): StateConfig {
  const saved = Object.entries(step.save ?? {}).map(
    ([mine, theirs]) => [mine, theirs, place.slots.get(mine)] as const,
  );
  const keeping = changing(({ context, event }) => {
    const given = saved.map(([mine, theirs, slot]) => [mine, fitting(event.gives?.[theirs], slot)]);
    return { slots: { ...context.slots, ...(Object.fromEntries(given) as typeof context.slots) } };
  });
  const begins = passing?.into && { target: firstStateOf(passing.into), actions: passing.actions };
  return {
    ...(begins && { always: [begins] }),
    on: { returned: [place.onward([keeping, ...writing(step.write, place.id)])] },
    meta: { resumes: 'call' },
  };
}

function firstStateOf({ name, steps }: Flow): string {
  const [first = ''] = steps.keys();
  return `#${name}.${first}`;
}
