import type { StepOfKind } from '../../model/step.ts';
import { saying } from '../replies.ts';
import type { StateConfig } from '../state-config.ts';
import { speakerAt, type StepPlace } from '../step-place.ts';
import { writing } from '../writing.ts';

/** `say` and `write`: do it and go on at once. */
export function compileSay(
  step: StepOfKind<'say'> | StepOfKind<'write'>,
  place: StepPlace,
): StateConfig {
  const say = step.kind === 'say' ? step.say : undefined;
  const entry = [...saying(place.bot, say, speakerAt(place)), ...writing(step.write, place.id)];
  return { entry, always: [place.onward] };
}
