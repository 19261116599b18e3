import type { Frame } from '#core/flow/compile/flow-context.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import { AT_REST, keyOf } from '#core/flow/places.ts';

import type { Moment } from '../carried-out.ts';
import { after, move, type Moved } from '../moved.ts';
import { TransitionFailed } from '../transition-errors.ts';
import { placeOf, restingContext, slotsOf } from './beneath.ts';
import { builtInWords } from './built-in-words.ts';

/** More calls in one go than any flow needs. */
const MOST_RETURNS = 1_000;

/**
 * Goes on with what lies beneath a flow that has ended, until something waits or nothing is left.
 *
 * XState's targets are fixed when the machine is made, so the way back is gone here: the frame's
 * state is taken up, with its slots, and told that it goes on.
 *
 * @param isSilence the flow ended because the customer said nothing: nobody is there to take up
 *   what they had put aside, so it is let go; callers are returned to, they may have to tidy up
 * @throws TransitionFailed when a flow on the way fails, or calls others without end
 */
export function returning(
  release: CompiledRelease,
  ended: Moved,
  isSilence: boolean,
  moment: Moment,
): Moved {
  let moved = ended;
  for (let returns = 0; returns < MOST_RETURNS; returns += 1) {
    const frame = moved.context.stack.at(-1);
    if (frame === undefined || keyOf(moved.value) !== AT_REST) return moved;

    moved =
      isSilence && frame.kind === 'aside'
        ? { ...moved, context: restingContext(release, moved.context) }
        : goingOn(release, moved, frame, moment);
  }
  throw new TransitionFailed({ step: keyOf(moved.value), event: 'returned' }, undefined);
}

/** One frame up; where it cannot be taken up any more, the customer is told and rests. */
export function goingOn(
  release: CompiledRelease,
  { value, context, actions }: Moved,
  frame: Frame,
  moment: Moment,
): Moved {
  const place = placeOf(release, frame);
  if (place === undefined) {
    const lost = builtInWords(release.bot, 'place_lost', context);
    return { value, context: restingContext(release, context), actions: [...actions, lost] };
  }
  const slots = slotsOf(release, place, frame, context.slots);
  const { trail } = frame;
  const taken = { ...context, slots, trail, stack: context.stack.slice(0, -1), tries: 0 };
  const input =
    frame.kind === 'call' ? { type: 'returned', gives: context.slots } : { type: 'resume' };
  const words = place.resumes === 'question' ? [builtInWords(release.bot, 'resumed', taken)] : [];
  return after([...actions, ...words], move(place, taken, input, moment));
}
