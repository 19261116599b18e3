import { fitted } from '#core/flow/compile/fitting.ts';
import { onlyPathOf } from '#core/flow/liquid/template.ts';
import type { Slot, SlotShape } from '#core/flow/model/slot.ts';

import type { Literal } from '../graph/place.ts';
import { longestOf } from '../liquid/longest.ts';
import { Trees } from '../liquid/trees.ts';
import { LONGEST_TEXT, longestOfShape } from './lengths.ts';

/** What is known of the slots that a value is made of. */
export interface Sources {
  readonly slotOf: (name: string) => Slot | undefined;
  readonly lengthOf: (path: readonly string[]) => number;
  readonly trees: Trees;
}

/**
 * Whether a value certainly leaves something in a slot, where all that it is made of is set: what
 * does not fit leaves the slot unset.
 */
export function surelyFits(value: Literal, slot: Slot, sources: Sources): boolean {
  if (slot.default !== undefined) return true;
  if (typeof value !== 'string' || Trees.isPlain(value)) return fitted(value, slot) !== null;

  const path = onlyPathOf(value);
  const from = path?.length === 1 ? sources.slotOf(path[0] ?? '') : undefined;
  if (from !== undefined && isSameShape(from, slot)) return true;
  if (slot.type !== 'text' || slot.pattern !== undefined) return false;
  if (from?.type === 'object' || from?.type === 'list') return false;

  const longest =
    from === undefined
      ? longestOf(sources.trees.template(value), sources.lengthOf)
      : longestOfShape(from);
  return Math.min(longest, LONGEST_TEXT) <= (slot.max_length ?? LONGEST_TEXT);
}

const PARTS = [
  'type',
  'pattern',
  'normalize',
  'min',
  'max',
  'max_length',
  'options',
  'fields',
  'of',
] as const;

/** Whether what fits the one fits the other. */
function isSameShape(one: SlotShape, other: SlotShape): boolean {
  return PARTS.every((part) => {
    if (one[part] === other[part] || (part !== 'type' && other[part] === undefined)) return true;
    return JSON.stringify(one[part]) === JSON.stringify(other[part]);
  });
}
