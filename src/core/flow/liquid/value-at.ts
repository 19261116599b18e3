import type { SlotValue } from '../model/slot.ts';

/** A slot's name, and below it names of fields and indices of items. */
export type ValuePath = readonly (string | number)[];

/** The value there; `undefined` where there is none, and never what a prototype has. */
export function valueAt(slots: object, path: ValuePath): SlotValue | undefined {
  let value: unknown = slots;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) {
      return undefined;
    }
    value = (value as Readonly<Record<string | number, unknown>>)[part];
  }
  return value as SlotValue | undefined;
}
