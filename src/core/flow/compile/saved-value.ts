import type { Slot, SlotValue } from '../model/slot.ts';

/** Whether another system's answer can be kept in this slot. */
export function fitsSlot(slot: Slot | undefined, answer: unknown): boolean {
  return savedValue(slot, answer) !== null;
}

/** Another system's answer in the slot's type; `null` where it does not fit. */
export function savedValue(slot: Slot | undefined, answer: unknown): SlotValue {
  if (slot === undefined || answer === null || answer === undefined) return null;
  if (typeof answer === 'string' && slot.type !== 'number' && slot.type !== 'integer')
    return answer;
  return null;
}
