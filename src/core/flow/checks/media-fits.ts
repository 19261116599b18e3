import { slotsInReach } from '../model/slots-in-reach.ts';
import type { FlowCheck } from './check.ts';
import { stepsOf } from './words-of.ts';

/** Pictures and files are accepted where their address fits: in a text or a link. */
export const mediaFits: FlowCheck = ({ flow, source }, { bot }) => {
  const slots = slotsInReach(bot, flow);
  return stepsOf(flow).flatMap(([step, base]) => {
    if (step.kind !== 'ask' || step.media !== 'accept') return [];
    const slot = slots.get(step.ask);
    const fits = slot === undefined || (slot.type === 'text' && slot.pattern === undefined);
    if (fits || slot.type === 'link') return [];
    return source.problem({
      ...{ code: 'flow.media-without-room', path: [...base, 'media'] },
      message: `The address of a picture does not fit into "${step.ask}"`,
      cure: 'Ask for a slot of type text, without a pattern, or link.',
    });
  });
};
