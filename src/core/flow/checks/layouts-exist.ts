import { layoutOf } from '../model/bubble.ts';
import { offerAs } from '../model/offer.ts';
import type { FlowCheck } from './check.ts';
import { bubblesOfStep, stepsOf } from './words-of.ts';

/** Every bubble has a campaign that can carry it. */
export const layoutsExist: FlowCheck = ({ flow, source }, { bot }) => {
  const layouts = new Set(Object.keys(bot.layouts));
  return stepsOf(flow)
    .flatMap(([step, base]) => [
      ...bubblesOfStep(step, base).map(({ bubble, path }) => ({ layout: layoutOf(bubble), path })),
      ...(step.kind === 'choose'
        ? [{ layout: offerAs(step, layouts), path: [...base, 'as'] }]
        : []),
    ])
    .filter(({ layout }) => !layouts.has(layout))
    .map(({ layout, path }) =>
      source.problem({
        ...{ code: 'flow.unknown-layout', path },
        message: `There is no layout "${layout}" to say this with`,
        cure: `Add it under \`layouts\` in bot.yaml; there are ${[...layouts].join(', ')}.`,
      }),
    );
};
