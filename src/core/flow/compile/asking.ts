import type { Silence } from '../model/silence.ts';
import { changing } from './changing.ts';
import { fallingSilent } from './falling-silent.ts';
import type { FlowContext } from './flow-context.ts';
import { keyOfStep } from './frames.ts';
import type { Action, Given, StateConfig, Transitions } from './state-config.ts';
import type { StepPlace } from './step-place.ts';

/** Answered questions that are kept in mind: corrections go back no further. */
const LONGEST_TRAIL = 8;

/** What `ask` and `choose` have in common. */
interface Question {
  readonly place: StepPlace;
  readonly silence: Silence | undefined;
  readonly question: readonly Action[];
}

/** A question's state: says it when it is entered, and again when the flow comes back to it. */
export function asking({ place, silence, question }: Question): StateConfig {
  return {
    entry: [changing(() => ({ tries: 0 })), ...question],
    on: { resume: comingBack(place) },
    ...fallingSilent(place, silence),
    meta: { resumes: 'question' },
  };
}

/** The step as if it were reached anew, its clock too. */
export function comingBack({ id }: StepPlace): Transitions {
  return [{ target: `#${id}`, reenter: true }];
}

/** Keeps an answer, and that it was given here. */
export function answered(
  { id }: StepPlace,
  slotsAfter: (given: Given) => FlowContext['slots'],
): Action {
  const key = keyOfStep(id);
  return changing((given) => ({
    ...{ misses: 0, slots: slotsAfter(given), trail: walked(given.context.trail, key) },
  }));
}

/** The trail with one more question; one that was asked before moves to the end. */
function walked(trail: FlowContext['trail'], key: string): FlowContext['trail'] {
  if (trail.length === 0) return [key];
  const others = trail.includes(key) ? trail.filter((each) => each !== key) : trail;
  return [...others.slice(1 - LONGEST_TRAIL), key];
}
