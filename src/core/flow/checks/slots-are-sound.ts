import { HOURS } from '../liquid/evaluator.ts';
import type { Slot } from '../model/slot.ts';
import type { Finding, Path } from '../read/source.ts';
import type { FlowCheck } from './check.ts';
import { slotFindings } from './slot-findings.ts';

/** A flow's slots can hold something, are nobody else's, and are not filled from the profile. */
export const slotsAreSound: FlowCheck = ({ flow, source }, { bot }) =>
  [...flow.slots]
    .flatMap(([name, slot]) => {
      const path = ['slots', name];
      return [
        ...slotFindings(slot, path),
        ...nameFindings(name, path),
        ...scopeFindings(slot, path),
        ...(bot.slots?.[name] === undefined ? [] : [taken(name, path)]),
      ];
    })
    .map((found) => source.problem(found));

function scopeFindings({ attribute }: Slot, path: Path): Finding[] {
  if (attribute === undefined) return [];
  const cure = 'Move the slot to `slots` in bot.yaml.';
  const message = 'Only slots of the bot are filled from the profile';
  return [{ code: 'flow.bad-scope', path: [...path, 'attribute'], message, cure }];
}

export function nameFindings(name: string, path: Path): Finding[] {
  if (name !== HOURS) return [];
  const message = '"hours" is the name by which conditions ask for opening hours';
  const cure = 'Choose another name for the slot.';
  return [{ code: 'flow.wrong-name', path, message, cure, atKey: true }];
}

function taken(name: string, path: Path): Finding {
  return {
    ...{ code: 'flow.slot-taken', path, atKey: true },
    message: `The bot has a slot "${name}" already, and this would hide it`,
    cure: 'Use the one in bot.yaml and remove this, or rename one of the two.',
  };
}
