import {
  type Expression as Parsed,
  type FilteredValueToken,
  type Token,
  TypeGuards as is,
} from 'liquidjs';

import { FILTERS } from './engine.ts';
import { refuse } from './liquid-fault.ts';
import type { ValuePath } from './value-at.ts';

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'contains';

/** Where a part of a condition stands: characters from its start. */
interface Placed {
  readonly at: number;
  readonly end: number;
}

/** What is compared with nothing at all: `nil`, `empty`, `blank`. */
export type Nothing = 'nil' | 'empty' | 'blank';

type Operand = Placed &
  (
    | { readonly kind: 'literal'; readonly value: string | number | boolean }
    | { readonly kind: 'nothing'; readonly what: Nothing }
    | { readonly kind: 'path'; readonly path: ValuePath }
    | {
        readonly kind: 'filtered';
        readonly of: Expression;
        readonly filters: readonly string[];
        readonly token: FilteredValueToken;
      }
  );

/** A condition as a tree. */
export type Expression =
  | Operand
  | (Placed & { readonly kind: 'not'; readonly of: Expression })
  | (Placed & {
      readonly kind: 'compare';
      readonly operator: Comparison;
      readonly left: Expression;
      readonly right: Expression;
    })
  | (Placed & {
      readonly kind: 'and' | 'or';
      readonly left: Expression;
      readonly right: Expression;
    });

interface Part {
  readonly tree: Expression;
  /** Parentheses around it: it may stand beside any operator. */
  readonly isGroup: boolean;
}

/** What may not stand beside it without parentheses: Liquid has no precedence of its own. */
const CLASH = { compare: 'compare', and: 'or', or: 'and', not: undefined } as const;

/**
 * The tree of an expression that liquidjs has parsed.
 *
 * Stricter than Liquid itself, which answers something for half-written expressions too.
 *
 * @throws LiquidFault
 */
export function expressionOf({ postfix }: Parsed): Expression {
  const stack: Part[] = [];
  for (const token of postfix) {
    if (is.isOperatorToken(token)) stack.push(combined(token, token.operator, stack));
    else stack.push(operand(token));
  }
  const [whole, second] = stack;
  if (whole === undefined) return refuse('there is no condition', 0);
  if (second === undefined) return whole.tree;
  const { tree } = whole;
  const startsWithNot = tree.kind === 'path' && tree.path[0] === 'not';
  return startsWithNot
    ? refuse('parentheses cannot start with "not": leave them out', tree.at, 3)
    : refuse('an operator is missing', second.tree.at, second.tree.end - second.tree.at);
}

function operand(token: Token): Part {
  const place = { at: token.begin, end: token.end };
  if (is.isFilteredValueToken(token)) return group(token, place);
  if (is.isNumberToken(token) || is.isQuotedToken(token)) {
    return { tree: { kind: 'literal', value: token.content, ...place }, isGroup: false };
  }
  if (is.isLiteralToken(token)) {
    const { literal } = token;
    if (literal === 'true' || literal === 'false') {
      return { tree: { kind: 'literal', value: literal === 'true', ...place }, isGroup: false };
    }
    const what = literal === 'empty' || literal === 'blank' ? literal : 'nil';
    return { tree: { kind: 'nothing', what, ...place }, isGroup: false };
  }
  if (is.isPropertyAccessToken(token) && token.variable === undefined) {
    const path = token.props.map(pathPart);
    return { tree: { kind: 'path', path, ...place }, isGroup: false };
  }
  return refuse('only slots, texts, numbers and true or false stand here', place.at);
}

function pathPart(token: Token): string | number {
  if (is.isWordToken(token) || is.isQuotedToken(token) || is.isNumberToken(token)) {
    return token.content;
  }
  return refuse('what is in [ ] has to be a number or a text', token.begin);
}

function group(token: FilteredValueToken, place: Placed): Part {
  const filters = token.filters.map(({ name, begin }) => {
    if (!FILTERS.has(name)) refuse(`there is no filter ${name}`, begin, name.length);
    return name;
  });
  const of = expressionOf(token.initial);
  if (filters.length === 0) return { tree: of, isGroup: true };
  return { tree: { kind: 'filtered', of, filters, token, ...place }, isGroup: true };
}

function combined({ begin, end }: Token, operator: string, stack: Part[]): Part {
  const length = end - begin;
  const right = stack.pop();
  if (operator === 'not') {
    if (!right || end > right.tree.at) refuse('something is missing after "not"', begin, length);
    const tree = { kind: 'not', of: right.tree, at: begin, end: right.tree.end } as const;
    return { tree, isGroup: false };
  }
  const left = stack.pop();
  if (!left || !right || left.tree.end > begin || end > right.tree.at) {
    return refuse(`something is missing beside "${operator}"`, begin, length);
  }
  const kind = operator === 'and' || operator === 'or' ? operator : 'compare';
  if (isClash(kind, left) || isClash(kind, right)) {
    const chained = 'only two things can be compared at once';
    refuse(kind === 'compare' ? chained : '"and" with "or" needs parentheses', begin, length);
  }
  const place = { at: left.tree.at, end: right.tree.end, left: left.tree, right: right.tree };
  const tree: Expression =
    kind === 'compare' ? { kind, operator: operator as Comparison, ...place } : { kind, ...place };
  return { tree, isGroup: false };
}

function isClash(kind: keyof typeof CLASH, { tree, isGroup }: Part): boolean {
  return !isGroup && tree.kind === CLASH[kind];
}
