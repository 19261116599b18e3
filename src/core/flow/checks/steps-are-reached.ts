import type { FlowCheck } from './check.ts';
import { waysOf } from './ways-of.ts';

/** Every step can be reached from the first. */
export const stepsAreReached: FlowCheck = ({ flow, source }) => {
  const [first] = flow.steps.keys();
  const reached = new Set(first === undefined ? [] : [first]);
  for (const name of reached) {
    for (const { target } of waysOf(flow, name)) if (flow.steps.has(target)) reached.add(target);
  }
  return [...flow.steps.keys()]
    .filter((name) => !reached.has(name))
    .map((name) =>
      source.problem({
        ...{ code: 'flow.unreachable-step', path: ['steps', name], atKey: true },
        message: `Nothing leads to "${name}"`,
        cure: `Lead to it by \`goto: ${name}\`, or remove it.`,
      }),
    );
};
