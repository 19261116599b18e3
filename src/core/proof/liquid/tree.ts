import { type Expression, type Template, type Token, TypeGuards as is, type Value } from 'liquidjs';

import { liquid } from '#core/flow/liquid/engine.ts';

/** A value in a template or a condition, as proofs look at it. */
export type Expr =
  | { readonly op: 'variable'; readonly path: readonly string[] }
  | { readonly op: 'literal'; readonly value: string | number | boolean }
  | { readonly op: 'nothing' }
  | { readonly op: 'not'; readonly of: Expr }
  | { readonly op: 'filtered'; readonly of: Expr; readonly filters: readonly Filter[] }
  | { readonly op: Joining; readonly left: Expr; readonly right: Expr };
type Joining = 'and' | 'or' | 'same' | 'differs' | 'compares';

export interface Filter {
  readonly name: string;
  readonly args: readonly Expr[];
}

/** A part of a template. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'print'; readonly value: Expr }
  | {
      readonly kind: 'choice';
      readonly branches: readonly { readonly when: Expr; readonly then: readonly Piece[] }[];
      readonly otherwise: readonly Piece[];
    };

const HAS_LIQUID = /\{\{|\{%/;

/**
 * A checked template as a tree.
 *
 * @throws Error when it is not well-formed; the checks have seen that it is
 */
export function templateTree(source: string): readonly Piece[] {
  if (!HAS_LIQUID.test(source)) return [{ kind: 'text', text: source }];
  return piecesOf(liquid.parse(source));
}

/** A value of liquidjs as a tree: what a condition is, and what a template prints. */
export function valueTree({ initial, filters }: Value): Expr {
  const of = expressionTree(initial);
  if (filters.length === 0) return of;
  return { op: 'filtered', of, filters: filters.map(filterOf) };
}

interface Branching {
  readonly name?: string;
  readonly value?: Value;
  readonly branches?: readonly {
    readonly value?: Value;
    readonly values?: readonly Token[];
    readonly templates: readonly Template[];
  }[];
  readonly elseTemplates?: readonly Template[];
}

function piecesOf(templates: readonly Template[] = []): Piece[] {
  return templates.flatMap((template): Piece[] => {
    const { token } = template as Template & { readonly token: Token };
    if (is.isHTMLToken(token)) return [{ kind: 'text', text: token.getContent() }];

    const { value } = template as { readonly value?: Value };
    if (is.isOutputToken(token)) {
      return value === undefined ? [] : [{ kind: 'print', value: valueTree(value) }];
    }
    const { branches, elseTemplates } = template as Branching;
    if (branches === undefined) return []; // a comment
    const found = branches.map((branch, index) => ({
      when: whenOf(template as Branching, branch, index),
      then: piecesOf(branch.templates),
    }));
    return [{ kind: 'choice', branches: found, otherwise: piecesOf(elseTemplates) }];
  });
}

const NOTHING: Expr = { op: 'nothing' };

function whenOf(
  { name, value }: Branching,
  branch: NonNullable<Branching['branches']>[number],
  index: number,
): Expr {
  if (branch.values !== undefined) {
    const left = value === undefined ? NOTHING : valueTree(value);
    return branch.values
      .map((each): Expr => ({ op: 'same', left, right: operand(each) }))
      .reduce((whole, each) => ({ op: 'or', left: whole, right: each }));
  }
  const when = branch.value === undefined ? NOTHING : valueTree(branch.value);
  // Only the first branch of `unless` is turned round; its `elsif`s are not.
  return name === 'unless' && index === 0 ? { op: 'not', of: when } : when;
}

function expressionTree({ postfix }: Expression): Expr {
  const stack: Expr[] = [];
  for (const token of postfix) {
    if (!is.isOperatorToken(token)) stack.push(operand(token));
    else if (token.operator === 'not') stack.push({ op: 'not', of: stack.pop() ?? NOTHING });
    else {
      const right = stack.pop() ?? NOTHING;
      const left = stack.pop() ?? NOTHING;
      stack.push({ op: JOININGS[token.operator] ?? 'compares', left, right });
    }
  }
  return stack.at(-1) ?? NOTHING;
}

const JOININGS: Readonly<Record<string, Joining>> = {
  ...{ and: 'and', or: 'or', '==': 'same', '!=': 'differs' },
};

function operand(token: Token): Expr {
  if (is.isFilteredValueToken(token)) {
    const of = expressionTree(token.initial);
    if (token.filters.length === 0) return of;
    const filters = token.filters.map(({ name, args }) => ({ name, args: args.map(argument) }));
    return { op: 'filtered', of, filters };
  }
  if (is.isPropertyAccessToken(token)) return variable(token.props);
  if (is.isQuotedToken(token) || is.isNumberToken(token)) {
    return { op: 'literal', value: token.content };
  }
  if (!is.isLiteralToken(token)) return NOTHING;
  const { literal } = token;
  if (literal === 'true' || literal === 'false') {
    return { op: 'literal', value: literal === 'true' };
  }
  // An unset slot equals `blank` too, but not `empty`.
  return literal === 'empty' ? { op: 'literal', value: '' } : NOTHING;
}

function variable(props: readonly Token[]): Expr {
  const path = props.map((prop) => {
    if (is.isWordToken(prop) || is.isQuotedToken(prop)) return prop.content;
    return is.isNumberToken(prop) ? String(prop.content) : '*';
  });
  return { op: 'variable', path };
}

function filterOf({ name, args }: Value['filters'][number]): Filter {
  return { name, args: args.map(argument) };
}

function argument(arg: Token | readonly [string?, Token?]): Expr {
  const token = (Array.isArray(arg) ? arg[1] : arg) as Token | undefined;
  return token === undefined ? NOTHING : operand(token);
}
