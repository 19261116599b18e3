import type { Flow } from '#core/flow/model/flow.ts';

const NUMBERS = /-?\d+(?:\.\d+)?/g;
const TEXTS = /"([^"]{1,60})"|'([^']{1,60})'/g;
const MOST = 12;

/**
 * Values that a flow's conditions compare with, as a customer might write them: each number with
 * its neighbours, so that a comparison is tried on both sides.
 */
export function literalsIn(flow: Flow, type: string): readonly string[] {
  const found = new Set<string>();
  for (const condition of conditionsOf(flow)) {
    if (type === 'number' || type === 'integer') numbersIn(condition, found);
    if (type === 'text' || type === 'date') textsIn(condition, found);
  }
  return [...found].slice(0, MOST);
}

/** The conditions of a flow's steps, as they are written. */
export function conditionsOf({ steps }: Flow): readonly string[] {
  return [...steps.values()].flatMap((step) =>
    step.kind === 'decide'
      ? step.decide.flatMap((each) => ('when' in each ? [each.when] : []))
      : [],
  );
}

function numbersIn(condition: string, found: Set<string>): void {
  for (const [text] of condition.replace(TEXTS, '').matchAll(NUMBERS)) {
    for (const near of [0, 1, -1]) found.add(String(Number(text) + near));
  }
}

function textsIn(condition: string, found: Set<string>): void {
  for (const [, double, single] of condition.matchAll(TEXTS)) found.add(double ?? single ?? '');
}
