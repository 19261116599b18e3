import type { FlowContext } from '#core/flow/compile/flow-context.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import type { Place } from '#core/flow/places.ts';

import { slotsOf } from './beneath.ts';

/** An answered question, and how many frames lie beneath its flow. */
export interface Earlier {
  readonly key: string;
  readonly depth: number;
}

const NONE: readonly Earlier[] = [];

/** The answered questions, the last one first: of the flow under way, then of those that called it. */
export function earlierQuestions({ trail, stack }: FlowContext): readonly Earlier[] {
  if (trail.length === 0 && stack.length === 0) return NONE;

  const found = newestFirst(trail, stack.length);
  for (let depth = stack.length - 1; stack[depth]?.kind === 'call'; depth -= 1) {
    found.push(...newestFirst(stack[depth]?.trail ?? [], depth));
  }
  return found;
}

function newestFirst(trail: readonly string[], depth: number): Earlier[] {
  return trail.map((key) => ({ key, depth })).reverse();
}

/** The context as it was when that question was open, but for what the flow has learned since. */
export function contextBefore(
  release: CompiledRelease,
  place: Place,
  context: FlowContext,
  { key, depth }: Earlier,
): FlowContext {
  const frame = context.stack[depth];
  const { trail } = frame ?? context;
  const cut = { ...context, tries: 0, trail: trail.slice(0, trail.indexOf(key)) };
  if (frame === undefined) return cut;
  return {
    ...{ ...cut, stack: context.stack.slice(0, depth) },
    slots: slotsOf(release, place, frame, context.slots),
  };
}
