import type { Expr } from './tree.ts';

/** What a slot is known to hold. */
export type Known = string | number | boolean | null;
const UNKNOWN = Symbol('unknown');
type Value = Known | typeof UNKNOWN;

/** What is known of slots along one way; the others may hold anything. */
export type KnownSlots = ReadonlyMap<string, Known>;

/** Whether a yes/no expression holds; `undefined` where that cannot be decided. */
export function truthOf(expr: Expr, slots: KnownSlots): boolean | undefined {
  switch (expr.op) {
    case 'not': {
      const of = truthOf(expr.of, slots);
      return of === undefined ? undefined : !of;
    }
    case 'and':
    case 'or': {
      const decides = expr.op === 'or';
      const sides = [truthOf(expr.left, slots), truthOf(expr.right, slots)];
      if (sides.includes(decides)) return decides;
      return sides.includes(undefined) ? undefined : !decides;
    }
    case 'same':
    case 'differs': {
      const [left, right] = [valueOf(expr.left, slots), valueOf(expr.right, slots)];
      if (left === UNKNOWN || right === UNKNOWN) return undefined;
      return (left === right) === (expr.op === 'same');
    }
    case 'variable':
    case 'literal':
    case 'nothing': {
      const value = valueOf(expr, slots);
      return value === UNKNOWN ? undefined : value !== false && value !== null;
    }
    case 'compares':
    case 'filtered':
      return undefined;
  }
}

function valueOf(expr: Expr, slots: KnownSlots): Value {
  if (expr.op === 'literal') return expr.value;
  if (expr.op === 'nothing') return UNKNOWN; // `blank` equals more than what is unset
  if (expr.op !== 'variable' || expr.path.length !== 1) return UNKNOWN;
  const value = slots.get(expr.path[0] ?? '');
  return value === undefined ? UNKNOWN : value;
}
