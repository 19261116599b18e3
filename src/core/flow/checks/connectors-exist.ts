import type { Step } from '../model/step.ts';
import { askedBy } from '../model/steps/ai.ts';
import type { Path } from '../read/source.ts';
import type { FlowCheck } from './check.ts';
import { stepsOf } from './words-of.ts';

/** Flows call what bot.yaml names, and nothing else. */
export const connectorsExist: FlowCheck = ({ flow, source }, { bot }) => {
  const known = Object.keys(bot.connectors ?? {});
  return stepsOf(flow).flatMap(([step, base]) => {
    return calledBy(step, base)
      .filter(({ call }) => !known.includes(call))
      .map(({ call, path }) =>
        source.problem({
          ...{ code: 'flow.unknown-connector', path, oneOf: { given: call, among: known } },
          message: `There is no connector "${call}"`,
          cure:
            known.length === 0
              ? `Name it in bot.yaml: \`connectors: { ${call}: { policy: safe } }\`.`
              : `Write one of ${known.join(', ')}, or name it under \`connectors\` in bot.yaml.`,
        }),
      );
  });
};

/** The step's own, and those that its AI may ask. */
function calledBy(step: Step, base: Path): { readonly call: string; readonly path: Path }[] {
  if (step.kind === 'call') return [{ call: step.call, path: [...base, 'call'] }];
  return askedBy(step).map(({ call }, index) => {
    return { call, path: [...base, 'tools', 'connectors', index, 'call'] };
  });
}
