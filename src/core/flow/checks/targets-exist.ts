import type { FlowCheck } from './check.ts';
import { waysOf } from './ways-of.ts';

/** Every `goto` leads to a step of the flow, to another flow, or to the end. */
export const targetsExist: FlowCheck = ({ flow, source, unreadSteps = [] }, { flowNames }) => {
  const known = new Set([...flow.steps.keys(), ...unreadSteps, ...flowNames, 'end']);
  return [...flow.steps.keys()]
    .flatMap((name) => waysOf(flow, name))
    .filter(({ target }) => !known.has(target))
    .map(({ target, path }) =>
      source.problem({
        ...{ code: 'flow.unknown-target', path, oneOf: { given: target, among: known } },
        message: `There is no step or flow "${target}"`,
        cure: `Write one of ${[...flow.steps.keys()].slice(0, 12).join(', ')}, a flow's name, or end.`,
      }),
    );
};
