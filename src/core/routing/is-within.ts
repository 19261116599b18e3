import type { SlotShape } from '#core/flow/model/slot.ts';

/**
 * Whether a value lies within its slot's bounds, both included. Dates and times compare as texts.
 *
 * The checks have seen that the bounds are of the value's type.
 */
export function isWithin(
  value: number | string,
  { min, max }: Pick<SlotShape, 'min' | 'max'>,
): boolean {
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}
