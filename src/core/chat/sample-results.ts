import type { Flow } from '#core/flow/model/flow.ts';
import type { SlotShape } from '#core/flow/model/slot.ts';
import { sampleAnswer } from '#core/flow/sample-answer.ts';

import { conditionsOf } from './literals-in.ts';

type Fields = Readonly<Record<string, unknown>>;

const MOST = 10;
const COMPARED =
  /([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)\s*(?:[=!<>]=|<|>|contains)\s*(?:"([^"]*)"|'([^']*)'|(-?\d+(?:\.\d+)?))/g;

/**
 * What another system might answer for a slot: values of its type, and for an object those that
 * the flow's conditions make a difference of.
 */
export function sampleResults(
  flow: Flow,
  name: string | undefined,
  slot: SlotShape | undefined,
  locale: string,
): readonly unknown[] {
  if (slot?.type !== 'object' || name === undefined) return sampleValues(slot, locale);

  const base = sampleObject(slot, locale);
  const variants = [base, ...flipped(slot, base), ...compared(flow, name, base)];
  return variants.slice(0, MOST);
}

/** Each yes turned into a no. */
function flipped({ fields = {} }: SlotShape, base: Fields): Fields[] {
  return Object.entries(fields)
    .filter(([, { type }]) => type === 'boolean')
    .map(([field]) => ({ ...base, [field]: false }));
}

function compared(flow: Flow, name: string, base: Fields): Fields[] {
  return conditionsOf(flow).flatMap((condition) =>
    [...condition.matchAll(COMPARED)]
      .filter(([, slot]) => slot === name)
      .flatMap(([, , field = '', double, single, number]) =>
        number === undefined
          ? [{ ...base, [field]: double ?? single ?? '' }]
          : [0, 1, -1].map((near) => ({ ...base, [field]: Number(number) + near })),
      ),
  );
}

function sampleObject({ fields = {} }: SlotShape, locale: string): Fields {
  const entries = Object.entries(fields).map(([name, field]): [string, unknown] => [
    name,
    sampleValues(field, locale)[0],
  ]);
  return Object.fromEntries(entries);
}

function sampleValues(slot: SlotShape | undefined, locale: string): readonly unknown[] {
  switch (slot?.type) {
    case undefined:
      return ['done'];
    case 'boolean':
      return [true, false];
    case 'number':
    case 'integer':
      return [3];
    case 'list':
      return [[]];
    case 'object':
      return [sampleObject(slot, locale)];
    case 'text':
    case 'date':
    case 'time':
    case 'phone':
    case 'email':
    case 'link':
    case 'choice':
      return [sampleAnswer(slot, locale) ?? 'done'];
  }
}
