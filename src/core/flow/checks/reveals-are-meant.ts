import { slotsInReach } from '../model/slots-in-reach.ts';
import type { FlowCheck } from './check.ts';
import { stepsOf } from './words-of.ts';

/** What a step lets out by `reveal` is a sensitive slot: for others nothing has to be said. */
export const revealsAreMeant: FlowCheck = ({ flow, source }, { bot }) => {
  const slots = slotsInReach(bot, flow);
  return stepsOf(flow)
    .flatMap(([step, base]) =>
      ('reveal' in step ? (step.reveal ?? []) : []).map((name, index) => ({
        ...{ name, path: [...base, 'reveal', index], slot: slots.get(name) },
      })),
    )
    .filter(({ slot }) => slot?.sensitive !== true)
    .map(({ name, path, slot }) =>
      source.problem(
        slot === undefined
          ? {
              ...{ code: 'flow.unknown-slot', path, message: `There is no slot "${name}"` },
              cure: 'Write the name of a sensitive slot.',
              oneOf: { given: name, among: slots.keys() },
            }
          : {
              ...{ code: 'flow.not-sensitive', path },
              message: `"${name}" is not sensitive, so it may be said anyway`,
              cure: 'Remove it from `reveal`, or give the slot `sensitive: true`.',
            },
      ),
    );
};
