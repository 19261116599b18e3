import type { FlowContext, Frame } from '#core/flow/compile/flow-context.ts';
import { keyOfStep } from '#core/flow/compile/frames.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import type { ReturnTo } from '#core/handoff/desk-event.ts';
import type { Left } from '#core/handoff/held.ts';
import type { Input } from '#core/routing/listening.ts';

import type { Moment } from '../carried-out.ts';
import { type Here, move, type Moved } from '../moved.ts';
import { placeOf } from './beneath.ts';

/**
 * Back to the bot: to its menu, to the question that was open, or to a step that somebody chose.
 *
 * What cannot be taken up, because the release has no such step or its slots do not fit, becomes
 * the plain return: the bot says that it is back. Who is being asked whether to stop answers that.
 */
export function givingBack(
  release: CompiledRelease,
  { place, context }: Here,
  input: Input,
  moment: Moment,
): Moved {
  const to = input.desk?.kind === 'returned-to-bot' ? input.desk.to : undefined;
  if (to === undefined || place.key.endsWith('/stopping')) {
    return move(place, context, input, moment);
  }
  if (to === 'menu') return move(place, context, { ...input, type: 'returned-to-menu' }, moment);

  const frames = framesTo(context, to).filter((frame) => placeOf(release, frame) !== undefined);
  if (frames.length === 0) return move(place, context, input, moment);

  // The frame lies on the stack as if it had been put aside: what ends at rest goes on with it.
  const quietly = { ...input, type: 'returned-quietly' };
  const moved = move(place, context, quietly, moment);
  return { ...moved, context: { ...moved.context, stack: [...beneath(context, to), ...frames] } };
}

/** What a return goes on with; none where there is nothing to go on with. */
function framesTo({ held }: FlowContext, to: Exclude<ReturnTo, 'menu'>): readonly Frame[] {
  const left = held?.left ?? null;
  if (to === 'question') return left === null ? [] : [frameAt(left, left.at)];

  const at = keyOfStep(to.step);
  return [frameAt(sameFlow(left, at), at)];
}

function beneath({ held }: FlowContext, to: Exclude<ReturnTo, 'menu'>): readonly Frame[] {
  const left = held?.left ?? null;
  if (left === null) return [];
  const isBack = to === 'question' || sameFlow(left, keyOfStep(to.step)) !== null;
  return isBack ? (left.stack as readonly Frame[]) : [];
}

/** What was left, where it is the flow of that step: its slots are that step's. */
function sameFlow(left: Left | null, at: string): Left | null {
  const flowIn = (key: string): string | undefined => key.split('/')[1];
  return left !== null && flowIn(left.at) === flowIn(at) ? left : null;
}

function frameAt(left: Left | null, at: string): Frame {
  const slots = (left?.slots ?? {}) as Frame['slots'];
  const trail = (left?.trail ?? []).filter((key) => key !== at);
  return { at, kind: 'aside', slots, trail };
}
