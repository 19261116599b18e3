import { conditionNeeds, needsOf } from '#core/proof/liquid/needs.ts';
import { Trees } from '#core/proof/liquid/trees.ts';

import type { Edge } from './graph/edge.ts';
import type { Flow } from './model/flow.ts';
import { isAsking, isCalling, type Step } from './model/step.ts';

type Names = ReadonlySet<string>;

/**
 * The slots that have to be set where each step of a flow is entered, so that nothing that may
 * follow in this flow reads an unset one: found backwards, from what is read to what gives it a value.
 *
 * @param edgesOf the ways on from a step, by its name
 */
export function needsAhead(
  flow: Flow,
  edgesOf: (step: string) => readonly Edge[],
): ReadonlyMap<string, Names> {
  const ahead = new Map<string, Set<string>>();
  const trees = new Trees();
  for (const [name, step] of flow.steps) ahead.set(name, new Set(readsOf(step, trees)));
  // From the end on, for steps mostly lead forwards: then few rounds are enough.
  const backwards = [...flow.steps].reverse().map(([name, step]) => {
    const ways = edgesOf(name).flatMap(({ to, kind }) =>
      to.kind === 'step' && to.flow === flow.name && to.step !== name
        ? [{ to: to.step, given: givenBy(step, kind) }]
        : [],
    );
    return { name, ways };
  });
  for (let hasGrown = true; hasGrown;) {
    hasGrown = false;
    for (const { name, ways } of backwards) {
      const here = ahead.get(name);
      const before = here?.size;
      for (const { to, given } of ways) {
        for (const slot of ahead.get(to) ?? []) if (!given.has(slot)) here?.add(slot);
      }
      if (here?.size !== before) hasGrown = true;
    }
  }
  return ahead;
}

/** What a step itself reads before anything it waits for has come. */
function readsOf(step: Step, trees: Trees): readonly string[] {
  const namesIn = (text: string): readonly string[] =>
    Trees.isPlain(text) ? [] : [...needsOf(trees.template(text))];
  const conditions =
    step.kind === 'decide'
      ? step.decide.flatMap((branch) =>
          'else' in branch ? [] : [...conditionNeeds(trees.condition(branch.when))],
        )
      : [];
  const { write, ...rest } = { write: undefined, ...step };
  const words = step.kind === 'decide' ? [] : textsIn(rest).flatMap(namesIn);
  // What it writes, it writes once the answer is there.
  const own = givenBy(step, 'answer');
  const written = textsIn(write)
    .flatMap(namesIn)
    .filter((name) => !own.has(name));
  return [...conditions, ...words, ...written];
}

/** Slots that a way on has certainly given a value. */
function givenBy(step: Step, way: Edge['kind']): Names {
  if (step.kind === 'set') {
    const set = Object.entries(step.set).filter(([, value]) => value !== null);
    return new Set(set.flatMap(([name, value]) => (isPlain(value) ? [name] : [])));
  }
  const isAnswered = way === 'answer' || way === 'option';
  if (isAsking(step) && isAnswered) {
    const slot = step.kind === 'ask' ? step.ask : step.choose;
    return new Set(slot === true ? [] : [slot]);
  }
  if (isCalling(step) && isAnswered && step.save !== undefined) return new Set([step.save]);
  return NONE;
}

const NONE: Names = new Set();

/** Not worked out from other slots, which may come to nothing. */
function isPlain(value: unknown): boolean {
  return typeof value !== 'string' || !value.includes('{');
}

function textsIn(words: unknown): readonly string[] {
  if (typeof words === 'string') return [words];
  if (typeof words !== 'object' || words === null) return [];
  return Object.values(words).flatMap(textsIn);
}
