import { analyzeSync, type Template, Tokenizer, Value } from 'liquidjs';

import { liquid, operators } from './engine.ts';
import { evaluatorOf, type HoursByName, isTruthy } from './evaluator.ts';
import { type Expression, expressionOf } from './expression.ts';
import { LiquidFault, refuse } from './liquid-fault.ts';
import type { ValuePath } from './value-at.ts';

/** A variable that a condition or template reads. */
export interface Variable {
  readonly path: ValuePath;
  /** Where it stands: characters from the start of the expression. */
  readonly at: number;
}

export interface Condition {
  readonly tree: Expression;
  readonly variables: readonly Variable[];
  /**
   * `false` also where the values cannot be compared, such as a text with a number.
   *
   * @param atMs now, for opening hours: UTC milliseconds since 1970
   */
  readonly test: (slots: object, atMs: number) => boolean;
}

const LONGEST_CONDITION = 500;
const NO_HOURS: HoursByName = new Map();
const POSITION = /, line:1, col:(\d+)/;

/**
 * A yes/no expression in Liquid, made ready to test.
 *
 * A slot alone holds where it is set, and where it is not `false`.
 *
 * @throws LiquidFault with the place, when it is not a well-formed yes/no expression
 */
export function compileCondition(source: string, hours: HoursByName = NO_HOURS): Condition {
  if (source.length > LONGEST_CONDITION) {
    refuse(`longer than ${String(LONGEST_CONDITION)} characters`, LONGEST_CONDITION);
  }
  const value = readValue(source);
  const tree = expressionOf(value.initial);
  if (value.filters.length > 0 || !isYesNo(tree)) {
    refuse('it is neither true nor false', 0, source.length);
  }
  const evaluate = evaluatorOf(tree, hours);
  return {
    ...{ tree, variables: hasFilters(tree) ? analysed(value) : pathsIn(tree) },
    test: (slots, atMs) => isTruthy(evaluate(slots, atMs)),
  };
}

function readValue(source: string): Value {
  try {
    const reader = new Tokenizer(source, operators, undefined, undefined, true);
    const token = reader.readFilteredValue();
    reader.skipBlank();
    if (!reader.end()) refuse('this is not understood', reader.p, source.length - reader.p);
    return new Value(token, liquid);
  } catch (failure) {
    if (failure instanceof LiquidFault || !(failure instanceof Error)) throw failure;
    const column = POSITION.exec(failure.message)?.[1] ?? '1';
    throw new LiquidFault(failure.message.replace(/, line:.*$/s, ''), Number(column) - 1);
  }
}

function isYesNo(tree: Expression): boolean {
  return tree.kind !== 'literal' && tree.kind !== 'nothing' && tree.kind !== 'filtered';
}

/** What a tree without filters reads; with filters liquidjs has to say it, for they have arguments. */
function pathsIn(tree: Expression): Variable[] {
  switch (tree.kind) {
    case 'path':
      return [{ path: tree.path, at: tree.at }];
    case 'not':
      return pathsIn(tree.of);
    case 'and':
    case 'or':
    case 'compare':
      return [...pathsIn(tree.left), ...pathsIn(tree.right)];
    case 'literal':
    case 'nothing':
    case 'filtered':
      return [];
  }
}

function hasFilters(tree: Expression): boolean {
  if (tree.kind === 'filtered') return true;
  if (tree.kind === 'not') return hasFilters(tree.of);
  return 'left' in tree && (hasFilters(tree.left) || hasFilters(tree.right));
}

function analysed(value: Value): Variable[] {
  const template = {
    *arguments() {
      yield value;
    },
  };
  const { globals } = analyzeSync([template as unknown as Template]);
  return Object.values(globals)
    .flat()
    .map((found) => {
      const path = found.toArray();
      const at = found.location.col - 1;
      if (path.some(Array.isArray)) refuse('what is in [ ] has to be a number or a text', at);
      return { path: path as ValuePath, at };
    });
}
