import type { FlowCheck } from './check.ts';
import { stepsOf } from './words-of.ts';

/** Flows call what bot.yaml names, and nothing else. */
export const connectorsExist: FlowCheck = ({ flow, source }, { bot }) => {
  const known = Object.keys(bot.connectors ?? {});
  return stepsOf(flow).flatMap(([step, base]) => {
    if (step.kind !== 'call' || known.includes(step.call)) return [];
    return [
      source.problem({
        ...{ code: 'flow.unknown-connector', path: [...base, 'call'] },
        oneOf: { given: step.call, among: known },
        message: `There is no connector "${step.call}"`,
        cure:
          known.length === 0
            ? `Name it in bot.yaml: \`connectors: { ${step.call}: { policy: safe } }\`.`
            : `Write one of ${known.join(', ')}, or name it under \`connectors\` in bot.yaml.`,
      }),
    ];
  });
};
