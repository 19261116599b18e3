import { RE2JS } from 're2js';

import { valueFitter } from '#core/routing/fit-value.ts';

import { optionIds, type SlotShape, type SlotType } from '../model/slot.ts';
import type { Finding, Path } from '../read/source.ts';
import { boundFindings } from './bound-findings.ts';

/** Deeper than another system's answer has to be kept. */
const DEEPEST = 4;

/** A slot, or what is declared as one is. */
type Declared = SlotShape & { readonly default?: unknown };

/** What is wrong with a slot's own declaration. */
export function slotFindings(slot: Declared, path: Path): Finding[] {
  const found = shapeFindings(slot, path, 1);
  return found.length > 0 ? found : defaultFindings(slot, [...path, 'default']);
}

function shapeFindings(shape: SlotShape, path: Path, depth: number): Finding[] {
  return [
    ...patternFindings(shape, path),
    ...optionFindings(shape, path),
    ...boundFindings(shape, path),
    ...strayFindings(shape, path),
    ...partFindings(shape, path, depth),
  ];
}

function patternFindings({ pattern }: SlotShape, path: Path): Finding[] {
  if (pattern === undefined) return [];
  try {
    RE2JS.compile(pattern);
    return [];
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure);
    const message = `This pattern cannot be used: ${why}`;
    const cure = 'Use RE2 syntax: no look-around, no back references.';
    return [{ code: 'flow.bad-pattern', path: [...path, 'pattern'], message, cure }];
  }
}

function optionFindings(shape: SlotShape, path: Path): Finding[] {
  const { type } = shape;
  if ((type === 'choice') === optionIds(shape).length > 0) return [];
  const cure = type === 'choice' ? 'Add `options: [a, b]`.' : 'Make the type choice.';
  const message = type === 'choice' ? 'A choice needs options' : 'Only a choice has options';
  return [{ code: 'flow.bad-options', path, message, cure }];
}

/** What is for one type only. */
const FOR: readonly (readonly [key: keyof SlotShape, type: SlotType, code: string])[] = [
  ['pattern', 'text', 'flow.bad-pattern'],
  ['normalize', 'text', 'flow.bad-bound'],
  ['max_length', 'text', 'flow.bad-bound'],
  ['fields', 'object', 'flow.bad-fields'],
  ['of', 'list', 'flow.bad-fields'],
  ['max_items', 'list', 'flow.bad-fields'],
];

function strayFindings(shape: SlotShape, path: Path): Finding[] {
  return FOR.filter(([key, type]) => shape[key] !== undefined && shape.type !== type).map(
    ([key, type, code]) => ({
      ...{ code, path: [...path, key] },
      message: `"${key}" is for type ${type}, and this is of type ${shape.type}`,
      cure: `Remove it, or make the type ${type}.`,
    }),
  );
}

function partFindings({ type, fields, of }: SlotShape, path: Path, depth: number): Finding[] {
  const parts =
    type === 'object'
      ? Object.entries(fields ?? {}).map(([name, part]) => [part, ['fields', name]] as const)
      : of === undefined
        ? []
        : [[of, ['of']] as const];
  if ((type === 'object' || type === 'list') && parts.length === 0) {
    const [message, cure] =
      type === 'object'
        ? ['An object needs fields', 'Add `fields: { status: text, total: number }`.']
        : ['A list needs to say what it is a list of', 'Add `of: text`.'];
    return [{ code: 'flow.bad-fields', path, message, cure }];
  }
  if (parts.length > 0 && depth >= DEEPEST) {
    const cure = 'Keep only what the flow needs, in fewer levels.';
    const message = `Deeper than ${String(DEEPEST)} levels`;
    return [{ code: 'flow.bad-fields', path, message, cure }];
  }
  return parts.flatMap(([part, below]) => shapeFindings(part, [...path, ...below], depth + 1));
}

function defaultFindings(slot: Declared, path: Path): Finding[] {
  if (slot.default === undefined || slot.default === null) return [];
  const fitted = valueFitter(slot)(slot.default);
  if (JSON.stringify(fitted) === JSON.stringify(slot.default)) return [];
  const given = JSON.stringify(slot.default);
  return [
    {
      ...{ code: 'flow.bad-default', path },
      message: `${given} does not fit a slot of type ${slot.type}`,
      cure:
        fitted === undefined
          ? 'Write a value that the slot itself would take.'
          : `Write it as the slot keeps it: ${JSON.stringify(fitted)}.`,
    },
  ];
}
