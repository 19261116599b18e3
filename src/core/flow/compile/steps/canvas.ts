import type { Reply } from '#core/conversation/effect.ts';

import type { StepOfKind } from '../../model/step.ts';
import { inputMaker } from '../input-maker.ts';
import type { Action, Given } from '../state-config.ts';
import type { StepPlace } from '../step-place.ts';
import { writing } from '../writing.ts';

/** `canvas`: a message like the others, in their lane, that Braze makes of a Canvas. */
export function canvasStep(step: StepOfKind<'canvas'>, { bot, id }: StepPlace): readonly Action[] {
  const input = inputMaker(step.with);
  const common = {
    ...({ kind: 'reply', carrier: 'canvas', sender: 'bot', delayMs: 0, policy: 'retry' } as const),
    ...{ campaignId: bot.canvases.get(step.canvas)?.canvas ?? '', survivesFence: false, step: id },
  };
  const make = ({ context }: Given): Reply => ({ ...common, properties: input(context) });
  return [{ type: 'reply', params: make }, ...writing(step.write, id)];
}
