import { LINE } from '#core/flow/model/line.ts';

import type { Expr, Piece } from './tree.ts';

type Names = ReadonlySet<string>;
const NONE: Names = new Set();

/**
 * Slots that a template needs to be set: those that it prints or compares where no `if` around it
 * and no `default` says what an unset one means.
 */
export function needsOf(pieces: readonly Piece[], known: Names = NONE): Names {
  const needs = new Set<string>();
  const add = (names: Iterable<string>): void => {
    for (const name of names) needs.add(name);
  };
  for (const piece of pieces) {
    if (piece.kind === 'print') add(valueNeeds(piece.value, known));
    if (piece.kind !== 'choice') continue;
    let so = known;
    for (const { when, then } of piece.branches) {
      add(conditionNeeds(when, so));
      add(needsOf(then, both(so, setWhen(when, true))));
      so = both(so, setWhen(when, false));
    }
    add(needsOf(piece.otherwise, so));
  }
  return needs;
}

/** Slots that a yes/no expression needs to be set; to ask whether one is set needs nothing. */
export function conditionNeeds(expr: Expr, known: Names = NONE): Names {
  switch (expr.op) {
    case 'variable':
    case 'literal':
    case 'nothing':
      return NONE;
    case 'not':
      return conditionNeeds(expr.of, known);
    case 'and':
    case 'or': {
      const left = conditionNeeds(expr.left, known);
      const so = both(known, setWhen(expr.left, expr.op === 'and'));
      return both(left, conditionNeeds(expr.right, so));
    }
    case 'same':
    case 'differs':
      if (expr.left.op === 'nothing' || expr.right.op === 'nothing') return NONE;
      return both(valueNeeds(expr.left, known), valueNeeds(expr.right, known));
    case 'compares':
      return both(valueNeeds(expr.left, known), valueNeeds(expr.right, known));
    case 'filtered':
      return valueNeeds(expr, known);
  }
}

/** Slots that are certainly set where a yes/no expression came out so. */
export function setWhen(expr: Expr, holds: boolean): Names {
  switch (expr.op) {
    case 'variable':
      return holds ? nameOf(expr) : NONE;
    case 'literal':
    case 'nothing':
    case 'filtered':
      return NONE;
    case 'not':
      return setWhen(expr.of, !holds);
    case 'and':
    case 'or': {
      const sides = [setWhen(expr.left, holds), setWhen(expr.right, holds)] as const;
      return (expr.op === 'and') === holds ? both(...sides) : common(...sides);
    }
    case 'compares':
      return holds ? both(nameOf(expr.left), nameOf(expr.right)) : NONE;
    case 'same':
    case 'differs':
      return setWhenSame(expr.left, expr.right, (expr.op === 'same') === holds);
  }
}

/** `x == "a"` holds of a slot that is set; `x == nil` fails for one. */
function setWhenSame(left: Expr, right: Expr, isSame: boolean): Names {
  if (left.op === 'nothing') return isSame ? NONE : nameOf(right);
  if (right.op === 'nothing') return isSame ? NONE : nameOf(left);
  if (!isSame) return NONE;
  // Two slots can be the same by being unset both.
  return left.op === 'literal' || right.op === 'literal' ? both(nameOf(left), nameOf(right)) : NONE;
}

function valueNeeds(expr: Expr, known: Names): Names {
  switch (expr.op) {
    case 'variable': {
      const [name = ''] = [...nameOf(expr)];
      return known.has(name) ? NONE : new Set([name]);
    }
    case 'literal':
    case 'nothing':
      return NONE;
    case 'filtered': {
      const args = expr.filters.flatMap(({ args: each }) => each);
      const needs = args.map((arg) => valueNeeds(arg, known));
      const isDefaulted = expr.filters.some(({ name }) => name === 'default');
      const own = isDefaulted && expr.of.op === 'variable' ? NONE : valueNeeds(expr.of, known);
      return needs.reduce(both, own);
    }
    case 'not':
    case 'and':
    case 'or':
    case 'same':
    case 'differs':
    case 'compares':
      return conditionNeeds(expr, known);
  }
}

function nameOf(expr: Expr): Names {
  if (expr.op !== 'variable') return NONE;
  const [name = '', part = ''] = expr.path;
  // Of a place in line, some may be known and some not.
  return new Set([name === LINE && part !== '' ? `${LINE}.${part}` : name]);
}

function both(one: Names, other: Names): Names {
  if (other.size === 0) return one;
  return one.size === 0 ? other : new Set([...one, ...other]);
}

function common(one: Names, other: Names): Names {
  return new Set([...one].filter((name) => other.has(name)));
}
