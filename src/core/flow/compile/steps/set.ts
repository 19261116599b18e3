import type { Slot, SlotValue } from '../../model/slot.ts';
import type { StepOfKind } from '../../model/step.ts';
import { changing } from '../changing.ts';
import type { Action } from '../state-config.ts';
import type { StepPlace } from '../step-place.ts';
import { compileValue, writing } from '../writing.ts';

/** `set`: all values are read before the first is written, so that two slots can change places. */
export function setting(step: StepOfKind<'set'>, place: StepPlace): readonly Action[] {
  const values = Object.entries(step.set).map(
    ([name, value]) => [name, place.slots.get(name), compileValue(value)] as const,
  );
  const change = changing(({ context }) => {
    const set = values.map(([name, slot, value]) => [name, fitting(value(context) ?? null, slot)]);
    return { slots: { ...context.slots, ...(Object.fromEntries(set) as typeof context.slots) } };
  });
  return [change, ...writing(step.write, place.id)];
}

/** A value in its slot's type; what does not fit leaves the slot unset. */
export function fitting(value: SlotValue, slot: Slot | undefined): SlotValue {
  if (value === null || slot === undefined) return null;
  if (slot.type === 'number' || slot.type === 'integer') {
    const number = Number(value);
    const fits = slot.type === 'number' ? Number.isFinite(number) : Number.isSafeInteger(number);
    return value !== '' && fits ? number : null;
  }
  if (slot.type === 'boolean') return typeof value === 'boolean' ? value : value === 'true';
  return String(value);
}
