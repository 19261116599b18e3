import type { SlotShape } from '#core/flow/model/slot.ts';

import { longestMatch } from '../longest-match.ts';

/** Longest text that anything renders to or keeps, in characters. */
export const LONGEST_TEXT = 4_096;
/** Longest answer of a customer that a slot takes which does not say itself. */
export const LONGEST_ANSWER = 500;

const LONGEST_NUMBER = 25;
const LONGEST_INTEGER = 17;
const LONGEST_PHONE = 16;
const DATE = 10;
const TIME = 5;
const YES_NO = 5;

/**
 * Longest text that a value of this kind can be printed as, in characters.
 *
 * @param longestText for what does not say itself
 */
export function longestOfShape(shape: SlotShape, longestText = LONGEST_TEXT): number {
  switch (shape.type) {
    case 'text':
      return Math.min(
        shape.max_length ?? longestText,
        shape.pattern === undefined ? Infinity : longestMatch(shape.pattern),
      );
    case 'number':
      return LONGEST_NUMBER;
    case 'integer':
      return longestInteger(shape);
    case 'date':
      return DATE;
    case 'time':
      return TIME;
    case 'boolean':
      return YES_NO;
    case 'phone':
      return LONGEST_PHONE;
    case 'choice': {
      const { options = [] } = shape;
      const ids = Array.isArray(options) ? (options as readonly string[]) : Object.keys(options);
      return Math.max(0, ...ids.map((id) => id.length));
    }
    case 'email':
    case 'link':
    case 'object':
    case 'list':
      return longestText;
  }
}

function longestInteger({ min, max }: SlotShape): number {
  if (typeof min !== 'number' || typeof max !== 'number') return LONGEST_INTEGER;
  return Math.max(String(Math.trunc(min)).length, String(Math.trunc(max)).length);
}

/** Of a part of a value: `order.status`, `items.first`, `items.size`. */
export function longestOfField(shape: SlotShape, fields: readonly string[]): number {
  const [name = '', ...deeper] = fields;
  if (name === 'size') return LONGEST_NUMBER;
  const field = shape.fields?.[name] ?? shape.of;
  if (field === undefined) return LONGEST_TEXT;
  return deeper.length === 0 ? longestOfShape(field) : longestOfField(field, deeper);
}
