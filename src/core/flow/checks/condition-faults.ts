import type { Condition } from '../liquid/condition.ts';
import { HOURS } from '../liquid/evaluator.ts';
import type { Expression } from '../liquid/expression.ts';
import type { SlotShape } from '../model/slot.ts';
import { comparisonFault, type Side } from './comparison-fault.ts';
import { type Fault, shapeAt, type Shapes } from './value-paths.ts';

/** What a condition may speak of. */
export interface Known {
  readonly slots: Shapes;
  /** Names of opening hours. */
  readonly hours: readonly string[];
}

type Checked = { readonly shape: SlotShape | 'any' | 'nothing' } | { readonly fault: Fault };

/** What cannot be meant in a condition: names that there are not, and comparisons that never hold. */
export function conditionFaults({ tree, variables }: Condition, known: Known): Fault[] {
  const inArguments = variables.flatMap(({ path, at }) => faultOf(pathShape(path, at, known)));
  return [...faultsIn(tree, known), ...inArguments];
}

function faultsIn(tree: Expression, known: Known): Fault[] {
  switch (tree.kind) {
    case 'not':
      return truthFaults(tree.of, known);
    case 'and':
    case 'or':
      return [...truthFaults(tree.left, known), ...truthFaults(tree.right, known)];
    case 'compare':
      return comparedFaults(tree, known);
    case 'literal':
    case 'nothing':
    case 'path':
    case 'filtered':
      return faultOf(shapeOf(tree, known));
  }
}

/** Of `and`, `or` and `not`: what stands there has to be able to be one or the other. */
function truthFaults(tree: Expression, known: Known): Fault[] {
  if (tree.kind !== 'literal' && tree.kind !== 'nothing') return faultsIn(tree, known);
  return [
    {
      ...{ code: 'flow.bad-condition', at: tree.at, length: tree.end - tree.at },
      message: 'This is always the same, so it decides nothing',
      cure: 'Compare it with a slot, or leave it out.',
    },
  ];
}

function comparedFaults(tree: Expression & { kind: 'compare' }, known: Known): Fault[] {
  const sides = [tree.left, tree.right].map((side) => ({
    tree: side,
    checked: shapeOf(side, known),
  }));
  const within = [tree.left, tree.right].flatMap((side) => faultsIn(side, known));
  const [left, right] = sides.map(({ tree: side, checked }) =>
    'fault' in checked ? undefined : ({ ...place(side), shape: checked.shape } satisfies Side),
  );
  if (left === undefined || right === undefined) return within;
  const fault = comparisonFault(tree.operator, left, right);
  return fault === undefined ? within : [...within, fault];
}

function place(tree: Expression): Omit<Side, 'shape'> {
  return {
    ...{ at: tree.at, length: tree.end - tree.at },
    ...(tree.kind === 'literal' && { literal: tree.value }),
    ...(tree.kind === 'path' && { path: tree.path.join('.') }),
  };
}

function shapeOf(tree: Expression, known: Known): Checked {
  switch (tree.kind) {
    case 'literal':
      return { shape: { type: LITERAL[typeof tree.value as keyof typeof LITERAL] } };
    case 'nothing':
      return { shape: 'nothing' };
    case 'path':
      return pathShape(tree.path, tree.at, known);
    case 'filtered':
      return filteredShape(tree, known);
    case 'not':
    case 'and':
    case 'or':
    case 'compare':
      return { shape: { type: 'boolean' } };
  }
}

const LITERAL = { string: 'text', number: 'number', boolean: 'boolean' } as const;

function filteredShape(tree: Expression & { kind: 'filtered' }, known: Known): Checked {
  const before = shapeOf(tree.of, known);
  if ('fault' in before) return before;
  const last = tree.filters.at(-1) ?? '';
  if (last === 'default') return before;
  if (NUMERIC.has(last)) return { shape: { type: 'number' } };
  return last === 'first' || last === 'last' ? { shape: 'any' } : { shape: { type: 'text' } };
}

const NUMERIC: ReadonlySet<string> = new Set([
  ...['abs', 'at_least', 'at_most', 'ceil', 'divided_by', 'floor', 'minus', 'modulo', 'plus'],
  ...['round', 'size', 'times'],
]);

function pathShape(path: readonly (string | number)[], at: number, known: Known): Checked {
  if (path[0] !== HOURS) return shapeAt(path, at, known.slots);

  const [, name = '', ...deeper] = path.map(String);
  if (known.hours.includes(name) && deeper.length === 0) return { shape: { type: 'boolean' } };
  const fault = {
    ...{ code: 'flow.unknown-hours', at, length: path.join('.').length },
    message: name === '' ? 'Whose hours are meant is missing' : `There are no hours "${name}"`,
    cure: `Write ${known.hours.map((each) => `hours.${each}`).join(', ') || 'them under `hours` in bot.yaml first'}.`,
    oneOf: { given: name, among: known.hours },
  };
  return { fault };
}

function faultOf(checked: Checked): Fault[] {
  return 'fault' in checked ? [checked.fault] : [];
}
