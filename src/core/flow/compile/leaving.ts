import type { Exit } from '../model/exit.ts';
import { handingOff } from './handing-off.ts';
import { saying } from './replies.ts';
import type { Transition } from './state-config.ts';
import { speakerAt, type StepPlace } from './step-place.ts';

/** The way out of a step that could not do what it was for. */
export function leaving({ say, goto = 'end', handoff }: Exit, place: StepPlace): Transition {
  if (handoff !== undefined) return handingOff(place.bot, handoff, place.id, say);
  return place.towards(goto, saying(place.bot, say, speakerAt(place)));
}
