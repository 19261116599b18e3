import type { StepOfKind } from '../../model/step.ts';
import { saying } from '../replies.ts';
import type { Action } from '../state-config.ts';
import { speakerAt, type StepPlace } from '../step-place.ts';
import { writing } from '../writing.ts';

/** `say` and `write`: do it and go on at once. */
export function sayingStep(
  step: StepOfKind<'say'> | StepOfKind<'write'>,
  place: StepPlace,
): readonly Action[] {
  const say = step.kind === 'say' ? step.say : undefined;
  return [...saying(place.bot, say, speakerAt(place)), ...writing(step.write, place.id)];
}
