import type { FlowCheck } from './check.ts';
import { stepsOf } from './words-of.ts';

/** Customers are sent into Canvases that bot.yaml names. */
export const canvasesExist: FlowCheck = ({ flow, source }, { bot }) => {
  const known = Object.keys(bot.canvases ?? {});
  return stepsOf(flow).flatMap(([step, base]) => {
    if (step.kind !== 'canvas' || known.includes(step.canvas)) return [];
    return [
      source.problem({
        ...{ code: 'flow.unknown-canvas', path: [...base, 'canvas'] },
        oneOf: { given: step.canvas, among: known },
        message: `There is no Canvas "${step.canvas}"`,
        cure:
          known.length === 0
            ? `Name it in bot.yaml: \`canvases: { ${step.canvas}: { canvas: its id in Braze } }\`.`
            : `Write one of ${known.join(', ')}, or name it under \`canvases\` in bot.yaml.`,
      }),
    ];
  });
};
