import { type ValueFitter, valueFitter } from '#core/routing/fit-value.ts';

import { type Slot, type SlotShape, type SlotValue, unsetValue } from '../model/slot.ts';
import type { Slots } from './flow-context.ts';

const fitters = new WeakMap<SlotShape, ValueFitter>();

/** A value in its slot's type; what is nothing, or does not fit, leaves the slot as if never set. */
export function fitting(value: unknown, slot: Slot | undefined): SlotValue {
  if (slot === undefined) return null;
  return fitted(value, slot) ?? unsetValue(slot);
}

/** A value in its slot's type; `null` where it is nothing or does not fit. */
export function fitted(value: unknown, slot: SlotShape): SlotValue {
  return fitterOf(slot)(value) ?? null;
}

/** Whether all values fit the slots of their names, and each has one. */
export function allFit(slots: Slots, declared: ReadonlyMap<string, Slot>): boolean {
  return Object.keys(slots).every((name) => {
    const slot = declared.get(name);
    return slot !== undefined && fitterOf(slot)(slots[name]) !== undefined;
  });
}

/** A slot's fitter is made at its first use: patterns are dear to compile. */
function fitterOf(slot: SlotShape): ValueFitter {
  const known = fitters.get(slot);
  if (known !== undefined) return known;

  const made = valueFitter(slot);
  fitters.set(slot, made);
  return made;
}
