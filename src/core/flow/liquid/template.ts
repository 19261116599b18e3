import { analyzeSync, LiquidError, type Template } from 'liquidjs';

import type { Variable } from './condition.ts';
import { liquid } from './engine.ts';
import { LiquidFault, refuse } from './liquid-fault.ts';
import { plainRender } from './plain-template.ts';
import type { ValuePath } from './value-at.ts';

export interface CompiledTemplate {
  readonly variables: readonly Variable[];
  /** Values are printed as they are: Liquid inside a value stays text. At most four messages long. */
  readonly render: (scope: object) => string;
}

/** Longest template, in characters; also bounds how deep its tags can nest. */
const MAX_TEMPLATE = 6_000;
/** WhatsApp's longest text, in characters. */
export const MAX_RENDERED = 4_096;
/** What a template may come to with its values: some messages long. */
const LONGEST_RENDERED = 4 * MAX_RENDERED;

const HAS_LIQUID = /\{\{|\{%/;
const TAG_OPENS = /\{%-?\s*(?:if|unless|case)\b/g;
const MOST_TAGS = 50;

/** Templates by their texts: each is checked, limited, proved and compiled. Emptied when it is full. */
const KNOWN = new Map<string, CompiledTemplate>();
const MOST_KNOWN = 4_096;

/**
 * A text with Liquid in it, made ready to render.
 *
 * @throws LiquidFault with the place, when it is not well-formed or uses what is not allowed
 */
export function compileTemplate(source: string): CompiledTemplate {
  const known = KNOWN.get(source);
  if (known !== undefined) return known;

  const compiled = compile(source);
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear();
  if (HAS_LIQUID.test(source)) KNOWN.set(source, compiled);
  return compiled;
}

function compile(source: string): CompiledTemplate {
  if (source.length > MAX_TEMPLATE) {
    refuse(`longer than ${String(MAX_TEMPLATE)} characters`, MAX_TEMPLATE);
  }
  if (!HAS_LIQUID.test(source)) {
    const text = source.slice(0, LONGEST_RENDERED);
    return { variables: [], render: () => text };
  }
  // Deep nesting overflows the parser's stack, which costs 80 ms to find out.
  const [tooMany] = [...source.matchAll(TAG_OPENS)].slice(MOST_TAGS);
  if (tooMany !== undefined) refuse(`more than ${String(MOST_TAGS)} tags`, tooMany.index);
  const templates = parsed(source);
  const { globals } = analyzeSync(templates, { partials: false });
  const variables = Object.values(globals)
    .flat()
    .map((found) => variableAt(found, source));

  const plain = plainRender(templates);
  return {
    variables,
    render: (scope) =>
      (plain?.(scope) ?? String(liquid.renderSync(templates, scope))).slice(0, LONGEST_RENDERED),
  };
}

function parsed(source: string): Template[] {
  try {
    return liquid.parse(source);
  } catch (failure) {
    if (!(failure instanceof Error)) throw failure;
    const why = failure.message.replace(/, line:\d+, col:\d+[^]*$/, '');
    if (!LiquidError.is(failure)) refuse(why, 0, source.length);
    const { begin, end, input } = failure.token;
    // Of a tag's inside liquidjs knows the place in the tag alone.
    const at = begin + (input === source ? 0 : Math.max(0, source.indexOf(input)));
    throw new LiquidFault(why, at, Math.max(1, end - begin));
  }
}

interface Analysed {
  readonly location: { readonly row: number; readonly col: number };
  toArray(): unknown[];
}

function variableAt(found: Analysed, source: string): Variable {
  const { row, col } = found.location;
  let start = 0;
  for (let line = 1; line < row; line += 1) start = source.indexOf('\n', start) + 1;
  const at = start + col - 1;
  const path = found.toArray();
  if (path.some(Array.isArray)) refuse('what is in [ ] has to be a number or a text', at);
  return { path: path as ValuePath, at };
}

const ONLY_A_PATH = /^\s*\{\{-?\s*([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)\s*-?\}\}\s*$/;

/** Where a template is nothing but `{{ slot }}` or `{{ slot.field }}`: its value then keeps its type. */
export function onlyPathOf(source: string): readonly string[] | undefined {
  return ONLY_A_PATH.exec(source)?.[1]?.split('.');
}
