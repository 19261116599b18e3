import { type Silence, silencesOf } from '../model/silence.ts';
import { handingOff } from './handing-off.ts';
import { saying } from './replies.ts';
import type { StateConfig, Transition } from './state-config.ts';
import { speakerAt, type StepPlace } from './step-place.ts';

/**
 * A question's states: `open` until its first silence, then one for each silence that has passed.
 *
 * One timer at a time, counted from the question or from the silence before; none at all for a
 * question that waits for ever.
 */
export function fallingSilent(
  place: StepPlace,
  silence: Silence | undefined,
): Pick<StateConfig, 'initial' | 'states'> {
  const silences = silencesOf(silence);
  if (silences.length === 0) return {};

  const names = ['open', ...silences.map((_, index) => `silent_${String(index + 1)}`)];
  const states = silences.flatMap((each, index) => {
    const [name = '', next = ''] = names.slice(index);
    const config = {
      id: `${place.id}.${name}`,
      after: { [each.after]: [passing(place, each, next)] },
    };
    const rests = each.goto === undefined && each.handoff === undefined && each.then === undefined;
    return rests
      ? ([
          [name, config],
          [next, {}],
        ] as const)
      : ([[name, config]] as const);
  });
  return { initial: 'open', states: Object.fromEntries(states) };
}

function passing(place: StepPlace, silence: Silence, next: string): Transition {
  const { say, goto, handoff } = silence;
  if (handoff !== undefined) return handingOff(place.bot, handoff, place.id, say);

  const actions = saying(place.bot, say, speakerAt(place));
  if (goto !== undefined) return place.towards(goto, actions);
  return { target: next, actions };
}

/** Where an answer that was not accepted leads: the clock starts again. */
export function backToOpen(silence: Silence | undefined): Transition {
  return silence === undefined ? {} : { target: '.open' };
}
