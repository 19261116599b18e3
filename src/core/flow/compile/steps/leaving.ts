import type { StepOfKind } from '../../model/step.ts';
import { handoffActions, QUEUE } from '../handing-off.ts';
import type { StateConfig } from '../state-config.ts';
import type { StepPlace } from '../step-place.ts';
import { writing } from '../writing.ts';

/** `handoff`: the queue has the conversation as soon as the step is reached. */
export function compileHandoff(step: StepOfKind<'handoff'>, place: StepPlace): StateConfig {
  const { handoff, say, write } = step;
  const entry = [...writing(write, place.id), ...handoffActions(place.bot, handoff, place.id, say)];
  return { entry, always: [{ target: QUEUE }] };
}

/** `goto` and `end`: a way on and nothing else. */
export function compileGoto(
  _step: StepOfKind<'goto'> | StepOfKind<'end'>,
  place: StepPlace,
): StateConfig {
  return { always: [place.onward] };
}
