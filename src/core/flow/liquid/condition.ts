import {
  analyzeSync,
  Context,
  type Expression,
  type Template,
  Tokenizer,
  toValueSync,
  TypeGuards as is,
  Value,
} from 'liquidjs';

import { FILTERS, liquid, operators } from './engine.ts';

/** A variable that a condition or template reads. */
export interface Variable {
  readonly path: readonly (string | number)[];
  /** From 1, within the expression. */
  readonly column: number;
}

export interface Condition {
  readonly variables: readonly Variable[];
  /** `false` also where the values cannot be compared, such as a text with a number. */
  readonly test: (scope: object) => boolean;
}

interface Part {
  readonly begin: number;
  readonly end: number;
  readonly kind: 'value' | 'group' | 'not' | 'compare' | 'and' | 'or';
  readonly yesNo: boolean;
}

const LONGEST_CONDITION = 500;
/** What may not stand beside it without parentheses: Liquid has no precedence of its own. */
const CLASH = { compare: 'compare', and: 'or', or: 'and', not: undefined } as const;

function refuse(why: string, at: number): never {
  throw new SyntaxError(`${why} (column ${String(at + 1)})`);
}

/**
 * A yes/no expression in Liquid, made ready to test.
 *
 * Stricter than Liquid itself, which answers something for half-written expressions too.
 *
 * @throws SyntaxError with the column, when it is not a well-formed yes/no expression
 */
export function compileCondition(source: string): Condition {
  if (source.length > LONGEST_CONDITION) {
    refuse(`longer than ${String(LONGEST_CONDITION)} characters`, LONGEST_CONDITION);
  }
  const value = readValue(source);
  if (value.filters.length > 0 || !shape(value.initial).yesNo) refuse('not a yes/no expression', 0);

  return { variables: variablesOf(value), test: (scope) => holds(value, scope) };
}

function readValue(source: string): Value {
  const reader = new Tokenizer(source, operators, undefined, undefined, true);
  const token = reader.readFilteredValue();
  reader.skipBlank();
  if (!reader.end()) refuse('unexpected text', reader.p);
  return new Value(token, liquid);
}

function holds(value: Value, scope: object): boolean {
  try {
    const context = new Context(scope, liquid.options, { sync: true }, { liquid });
    return toValueSync(value.value(context)) === true;
  } catch (failure) {
    // Values that cannot be compared: the condition does not hold, the `else` is taken.
    if (failure instanceof TypeError) return false;
    throw failure;
  }
}

function variablesOf(value: Value): Variable[] {
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
      if (path.some(Array.isArray)) refuse('computed property', found.location.col - 1);
      return { path: path as (string | number)[], column: found.location.col };
    });
}

function shape({ postfix }: Expression): Part {
  const stack: Part[] = [];
  for (const token of postfix) {
    const { begin, end } = token;
    if (is.isFilteredValueToken(token)) {
      for (const { name } of token.filters) {
        if (!FILTERS.has(name)) refuse(`unknown filter ${name}`, begin);
      }
      const yesNo = shape(token.initial).yesNo && token.filters.length === 0;
      stack.push({ begin, end, kind: 'group', yesNo });
    } else if (is.isOperatorToken(token)) {
      stack.push(combined(token.operator, begin, end, stack));
    } else {
      if (is.isRangeToken(token)) refuse('a range is not allowed here', begin);
      stack.push({ begin, end, kind: 'value', yesNo: is.isPropertyAccessToken(token) });
    }
  }
  const [whole, second] = stack;
  if (whole === undefined || second !== undefined) refuse('operator missing', second?.begin ?? 0);
  return whole;
}

function combined(op: string, begin: number, end: number, stack: Part[]): Part {
  const right = stack.pop();
  const nothing: Part = { begin, end: begin, kind: 'value', yesNo: true };
  const left = op === 'not' ? nothing : stack.pop();
  if (!left || !right || left.end > begin || end > right.begin) {
    return refuse(`operand missing at "${op}"`, begin);
  }
  const kind = op === 'not' || op === 'and' || op === 'or' ? op : 'compare';
  const clash = CLASH[kind];
  if (clash !== undefined && (left.kind === clash || right.kind === clash)) {
    const why = kind === 'compare' ? 'chained comparison' : '"and" with "or" needs parentheses';
    refuse(why, begin);
  }
  return { begin: left.begin, end: right.end, kind, yesNo: true };
}
