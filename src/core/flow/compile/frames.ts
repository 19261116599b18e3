import type { SlotValue } from '../model/slot.ts';
import type { FlowContext, Frame, Slots } from './flow-context.ts';

/** Asides in one stack: who asks for a fourth thing has forgotten the first. */
const MOST_ASIDES = 3;

/** The flow under way as it stands, ready to go on later; `own` are the slots that it declares. */
export function frameOf(
  { slots, trail }: Pick<FlowContext, 'slots' | 'trail'>,
  at: string,
  kind: Frame['kind'],
  own: Iterable<string>,
): Frame {
  return { at, kind, trail, slots: setAmong(slots, own) };
}

/** The key of a step's state, by its id `<flow>.<step>`. */
export function keyOfStep(id: string): string {
  return `bot/${id.replace('.', '/')}`;
}

/** The name of the flow that waits in a frame. */
export function flowOf({ at }: Pick<Frame, 'at'>): string {
  return at.split('/')[1] ?? '';
}

/** The stack with one more aside; the oldest is let go, with what lies beneath it, where there are too many. */
export function withAside(stack: readonly Frame[], frame: Frame): readonly Frame[] {
  const asides = stack.filter(({ kind }) => kind === 'aside').length;
  if (asides < MOST_ASIDES) return [...stack, frame];

  const oldest = stack.findIndex(({ kind }) => kind === 'aside');
  return [...stack.slice(oldest + 1), frame];
}

/** A flow that leaves for another one does not return: the calls that wait for it are let go. */
export function withoutCalls(stack: readonly Frame[]): readonly Frame[] {
  const last = stack.findLastIndex(({ kind }) => kind === 'aside');
  return last === stack.length - 1 ? stack : stack.slice(0, last + 1);
}

/** The stack below the first frame of a flow; whole where the flow is not in it. */
export function below(stack: readonly Frame[], flow: string): readonly Frame[] {
  const found = stack.findIndex((frame) => flowOf(frame) === flow);
  return found === -1 ? stack : stack.slice(0, found);
}

function setAmong(slots: Slots, own: Iterable<string>): Slots {
  const set: Record<string, SlotValue> = {};
  for (const name of own) {
    const value = slots[name] ?? null;
    if (value !== null) set[name] = value;
  }
  return set;
}
