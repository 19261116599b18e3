import { analyzeSync } from 'liquidjs';

import type { Variable } from './condition.ts';
import { liquid } from './engine.ts';
import { plainRender } from './plain-template.ts';

export interface CompiledTemplate {
  readonly variables: readonly Variable[];
  /** Values are printed as they are: Liquid inside a value stays text. At most `MAX_RENDERED` characters. */
  readonly render: (scope: object) => string;
}

/** Longest template, in characters; also bounds how deep its tags can nest. */
const MAX_TEMPLATE = 6_000;
/** WhatsApp's longest text, in characters. */
export const MAX_RENDERED = 4_096;

const HAS_LIQUID = /\{\{|\{%/;
const TAG_OPENS = /\{%-?\s*(?:if|unless|case)\b/g;
const MOST_TAGS = 50;

/**
 * A text with Liquid in it, made ready to render.
 *
 * @throws Error with line and column, when it is not well-formed or uses what is not allowed
 */
export function compileTemplate(source: string): CompiledTemplate {
  if (source.length > MAX_TEMPLATE) {
    throw new SyntaxError(`longer than ${String(MAX_TEMPLATE)} characters`);
  }
  if (!HAS_LIQUID.test(source)) {
    const text = source.slice(0, MAX_RENDERED);
    return { variables: [], render: () => text };
  }
  // Deep nesting overflows the parser's stack, which costs 80 ms to find out.
  if ((source.match(TAG_OPENS) ?? []).length > MOST_TAGS) {
    throw new SyntaxError(`more than ${String(MOST_TAGS)} tags`);
  }
  const templates = liquid.parse(source);
  const { globals } = analyzeSync(templates, { partials: false });
  const variables = Object.values(globals)
    .flat()
    .map((found) => ({ path: found.toArray() as (string | number)[], column: found.location.col }));

  const plain = plainRender(templates);
  return {
    variables,
    render: (scope) =>
      (plain?.(scope) ?? String(liquid.renderSync(templates, scope))).slice(0, MAX_RENDERED),
  };
}

const ONLY_A_PATH = /^\s*\{\{-?\s*([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)\s*-?\}\}\s*$/;

/** Where a template is nothing but `{{ slot }}` or `{{ slot.field }}`: its value then keeps its type. */
export function onlyPathOf(source: string): readonly string[] | undefined {
  return ONLY_A_PATH.exec(source)?.[1]?.split('.');
}
