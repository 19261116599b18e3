import type { SlotValue } from '../model/slot.ts';

/** A slot's name, and below it names of fields and indices of items. */
export type ValuePath = readonly (string | number)[];

/** The value there; `undefined` where there is none. */
export function valueAt(slots: object, path: ValuePath): SlotValue | undefined {
  let value: unknown = slots;
  for (const part of path) value = memberOf(value, part);
  return value as SlotValue | undefined;
}

/**
 * A field, an item, or what Liquid knows of any text and list: `size`, `first`, `last`. Never what
 * a prototype has.
 */
export function memberOf(value: unknown, part: string | number): unknown {
  if (typeof value === 'string') return part === 'size' ? value.length : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) {
    return Object.hasOwn(value, part)
      ? (value as Readonly<Record<string | number, unknown>>)[part]
      : undefined;
  }
  if (typeof part === 'number') return value.at(part) as unknown;
  if (part === 'size') return value.length;
  if (part === 'first') return value[0] as unknown;
  return part === 'last' ? (value.at(-1) as unknown) : undefined;
}
