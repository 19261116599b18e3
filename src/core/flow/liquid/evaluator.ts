import { Context, evalToken, type FilteredValueToken, toValueSync } from 'liquidjs';

import type { IsOpen } from '#core/handoff/hours.ts';

import { liquid } from './engine.ts';
import type { Comparison, Expression, Nothing } from './expression.ts';
import { memberOf, type ValuePath } from './value-at.ts';

/** Opening hours by name, as conditions read them: `hours.care`. */
export type HoursByName = ReadonlyMap<string, IsOpen>;

export const HOURS = 'hours';

type Evaluate = (slots: object, atMs: number) => unknown;

/**
 * A condition as a closure: Liquid's meaning at a twentieth of its price, and it never throws. What
 * cannot be compared, such as a text with a number, does not hold.
 */
export function evaluatorOf(tree: Expression, hours: HoursByName): Evaluate {
  switch (tree.kind) {
    case 'literal': {
      const { value } = tree;
      return () => value;
    }
    case 'nothing':
      return () => null;
    case 'path':
      return pathReader(tree.path, hours);
    case 'filtered':
      return filtered(tree.token, hours);
    case 'not': {
      const of = evaluatorOf(tree.of, hours);
      return (slots, atMs) => !isTruthy(of(slots, atMs));
    }
    case 'and': {
      const [left, right] = [evaluatorOf(tree.left, hours), evaluatorOf(tree.right, hours)];
      return (slots, atMs) => isTruthy(left(slots, atMs)) && isTruthy(right(slots, atMs));
    }
    case 'or': {
      const [left, right] = [evaluatorOf(tree.left, hours), evaluatorOf(tree.right, hours)];
      return (slots, atMs) => isTruthy(left(slots, atMs)) || isTruthy(right(slots, atMs));
    }
    case 'compare':
      return comparison(tree, hours);
  }
}

/** As Liquid has it: 0 and the empty text are something. */
export function isTruthy(value: unknown): boolean {
  return value !== false && value !== null && value !== undefined;
}

function pathReader(path: ValuePath, hours: HoursByName): Evaluate {
  const [first = '', second, ...deeper] = path;
  if (first === HOURS) {
    const isOpen = hours.get(String(second));
    return isOpen === undefined || deeper.length > 0 ? () => null : (_slots, atMs) => isOpen(atMs);
  }
  if (second === undefined) return (slots) => memberOf(slots, first) ?? null;
  return (slots) => {
    let value: unknown = slots;
    for (const part of path) value = memberOf(value, part);
    return value ?? null;
  };
}

/** Only here liquidjs itself is asked. */
function filtered(token: FilteredValueToken, hours: HoursByName): Evaluate {
  return (slots, atMs) => {
    const open: Record<string, boolean> = {};
    for (const [name, isOpen] of hours) open[name] = isOpen(atMs);
    const scope = hours.size === 0 ? slots : { ...slots, [HOURS]: open };
    try {
      const context = new Context(scope, liquid.options, { sync: true }, { liquid });
      return toValueSync(evalToken(token, context)) as unknown;
    } catch {
      return null; // a filter that cannot take the value: there is nothing to compare
    }
  };
}

function comparison(tree: Expression & { kind: 'compare' }, hours: HoursByName): Evaluate {
  const { operator, left, right } = tree;
  const isNothing = nothingTest(left, right);
  if (isNothing !== undefined) {
    const of = evaluatorOf(left.kind === 'nothing' ? right : left, hours);
    if (operator === '==') return (slots, atMs) => isNothing(of(slots, atMs));
    if (operator === '!=') return (slots, atMs) => !isNothing(of(slots, atMs));
    return () => false;
  }
  const compare = COMPARE[operator];
  const [first, second] = [evaluatorOf(left, hours), evaluatorOf(right, hours)];
  return (slots, atMs) => compare(first(slots, atMs), second(slots, atMs));
}

const COMPARE: Readonly<Record<Comparison, (left: unknown, right: unknown) => boolean>> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': ordered((left, right) => left < right),
  '<=': ordered((left, right) => left <= right),
  '>': ordered((left, right) => left > right),
  '>=': ordered((left, right) => left >= right),
  contains,
};

/** Two numbers, or two texts (dates and times are texts that sort): all else does not hold. */
function ordered(
  holds: (left: number | string, right: number | string) => boolean,
): (left: unknown, right: unknown) => boolean {
  return (left, right) => {
    if (typeof left === 'number' && typeof right === 'number') return holds(left, right);
    return typeof left === 'string' && typeof right === 'string' && holds(left, right);
  };
}

function contains(left: unknown, right: unknown): boolean {
  if (Array.isArray(left)) return left.includes(right);
  return typeof left === 'string' && typeof right === 'string' && left.includes(right);
}

function nothingTest(
  left: Expression,
  right: Expression,
): ((value: unknown) => boolean) | undefined {
  if (right.kind === 'nothing') return NOTHING[right.what];
  return left.kind === 'nothing' ? NOTHING[left.what] : undefined;
}

const NOTHING: Readonly<Record<Nothing, (value: unknown) => boolean>> = {
  nil: (value) => value === null,
  empty: isEmpty,
  blank: (value) =>
    value === null ||
    value === false ||
    (typeof value === 'string' ? value.trim() === '' : isEmpty(value)),
};

function isEmpty(value: unknown): boolean {
  if (typeof value === 'string' || Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
