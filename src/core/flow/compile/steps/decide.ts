import { compileCondition } from '../../liquid/condition.ts';
import type { StepOfKind } from '../../model/step.ts';
import type { Given, StateConfig } from '../state-config.ts';
import type { StepPlace } from '../step-place.ts';

/** `decide`: a guard a condition, in order; the last branch has none. */
export function compileDecide(step: StepOfKind<'decide'>, place: StepPlace): StateConfig {
  const always = step.decide.map((branch) => {
    if ('else' in branch) return place.towards(branch.else);
    const { test } = compileCondition(branch.when, place.bot.hours);
    return {
      ...place.towards(branch.goto),
      guard: ({ context, event }: Given) => test(context.slots, event.atMs),
    };
  });
  return { always };
}
