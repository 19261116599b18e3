import type { FlowContext, LateQuestion } from '#core/flow/compile/flow-context.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import { AT_REST, keyOf, type Place } from '#core/flow/places.ts';

import type { Moment } from '../carried-out.ts';
import type { Here, Moved } from '../moved.ts';
import { asideOf, placeOf } from './beneath.ts';

/** An answer that comes later than that belongs to something else. */
const STILL_WAITED_FOR_MS = 24 * 3_600_000;

/** Keeps in mind the question that silence has closed, with all that lay beneath it. */
export function rememberingLate(
  release: CompiledRelease,
  { place, context }: Here,
  moved: Moved,
  { atMs }: Moment,
): Moved {
  if (place.resumes !== 'question' || keyOf(moved.value) !== AT_REST) return moved;

  const late = { ...asideOf(release, place, context), atMs, stack: context.stack };
  return { ...moved, context: { ...moved.context, late } };
}

/** The question that an answer may still come to, where nothing else is under way. */
export function lateQuestion(
  release: CompiledRelease,
  { key }: Place,
  { late }: FlowContext,
  atMs: number,
): LateQuestion | undefined {
  if (late === null || key !== AT_REST || atMs - late.atMs > STILL_WAITED_FOR_MS) return undefined;
  return placeOf(release, late) === undefined ? undefined : late;
}
