import { RE2JS } from 're2js';

import type { Slot } from '../model/slot.ts';
import type { Finding, Path } from '../read/source.ts';
import type { FlowCheck } from './check.ts';

/** A slot's pattern can be matched, its bounds are of its type, a choice has options. */
export const slotsAreSound: FlowCheck = ({ flow, source }) =>
  [...flow.slots]
    .flatMap(([name, slot]) => findingsOf(slot, ['slots', name]))
    .map((found) => source.problem(found));

function findingsOf(slot: Slot, path: Path): Finding[] {
  return [
    ...patternFindings(slot, path),
    ...optionFindings(slot, path),
    ...boundFindings(slot, path),
  ];
}

function patternFindings({ pattern, type }: Slot, path: Path): Finding[] {
  if (pattern === undefined) return [];
  const code = 'flow.bad-pattern';
  const at = [...path, 'pattern'];
  if (type !== 'text') {
    const message = `A pattern is for texts, and this slot is of type ${type}`;
    return [{ code, path: at, message, cure: 'Remove the pattern, or make the type text.' }];
  }
  try {
    RE2JS.compile(pattern);
    return [];
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure);
    const cure = 'Use RE2 syntax: no look-around, no back references.';
    return [{ code, path: at, message: `This pattern cannot be used: ${why}`, cure }];
  }
}

function optionFindings({ options, type }: Slot, path: Path): Finding[] {
  const count = Array.isArray(options) ? options.length : Object.keys(options ?? {}).length;
  if ((type === 'choice') === count > 0) return [];
  const cure = type === 'choice' ? 'Add `options: [a, b]`.' : 'Make the type choice.';
  const message = type === 'choice' ? 'A choice needs options' : 'Only a choice has options';
  return [{ code: 'flow.bad-options', path, message, cure }];
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

function boundFindings({ type, min, max }: Slot, path: Path): Finding[] {
  return Object.entries({ min, max }).flatMap(([name, bound]) => {
    if (bound === undefined) return [];
    const isNumber = type === 'number' || type === 'integer';
    if (isNumber && typeof bound === 'number') return [];
    if (type === 'date' && typeof bound === 'string' && ISO_DATE.test(bound)) return [];
    const message = `"${name}" does not fit a slot of type ${type}`;
    const cure = "Numbers have numbers, dates have dates such as '2026-01-31', others none.";
    return [{ code: 'flow.bad-bound', path: [...path, name], message, cure }];
  });
}
