import type { FlowContext, Frame, Slots } from '#core/flow/compile/flow-context.ts';
import { frameOf } from '#core/flow/compile/frames.ts';
import { keptSlots } from '#core/flow/compile/kept-slots.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import type { Place } from '#core/flow/places.ts';

type Release = Pick<CompiledRelease, 'places' | 'bot'>;

/** The flow under way as a frame that is come back to. */
export function asideOf({ bot }: Release, { key, slots }: Place, context: FlowContext): Frame {
  const own = Object.keys(slots).filter((name) => !bot.slots.has(name));
  return frameOf(context, key, 'aside', own);
}

/** Where a frame goes on; `undefined` where the release has no such step, or its slots do not fit. */
export function placeOf({ places }: Release, { at, kind, slots }: Frame): Place | undefined {
  const place = places.step(at);
  if (place?.resumes === undefined || !place.fits(slots)) return undefined;
  return (place.resumes === 'call') === (kind === 'call') ? place : undefined;
}

/** A flow's slots as they were, and what the conversation knows by now. */
export function slotsOf({ bot }: Release, place: Place, frame: Frame, now: Slots): Slots {
  return { ...place.slots, ...keptSlots(bot, now), ...frame.slots };
}

/** The context at rest: nothing is under way and nothing put aside. */
export function restingContext({ bot }: Release, context: FlowContext): FlowContext {
  return { ...context, tries: 0, stack: [], trail: [], slots: keptSlots(bot, context.slots) };
}
