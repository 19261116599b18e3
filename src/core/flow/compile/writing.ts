import type { WriteBack } from '#core/conversation/effect.ts';

import { compileTemplate, onlyPathOf } from '../liquid/template.ts';
import { valueAt } from '../liquid/value-at.ts';
import type { SlotValue } from '../model/slot.ts';
import type { Write } from '../model/write.ts';
import type { FlowContext } from './flow-context.ts';
import type { Action, Given } from './state-config.ts';

type Literal = string | number | boolean | null;
type Made = { -readonly [K in keyof WriteBack]: WriteBack[K] };
type Value = (context: FlowContext) => SlotValue | undefined;

/** The action that writes to the profile; `undefined` values are left out, `null` is written. */
export function writing(write: Write | undefined, step: string): readonly Action[] {
  if (write === undefined) return [];

  const { event } = write;
  const attributes = write.attributes && valuesMaker(write.attributes);
  const named = typeof event === 'string' ? { name: event } : event;
  const properties = valuesMaker(named?.properties);
  // Field by field: spreads of what may be absent cost V8 ten times as much.
  const make = ({ context }: Given): WriteBack => {
    const made: Made = { kind: 'write-back', step };
    if (attributes !== undefined) made.attributes = attributes(context);
    if (named !== undefined) {
      made.event = { name: named.name, properties: properties(context) };
    }
    return made;
  };
  return [{ type: 'write-back', params: make }];
}

function valuesMaker(
  values: Readonly<Record<string, Literal>> = {},
): (context: FlowContext) => Record<string, SlotValue> {
  const makers = Object.entries(values).map(
    ([name, value]) => [name, compileValue(value)] as const,
  );
  return (context) => {
    const made: Record<string, SlotValue> = {};
    for (const [name, make] of makers) {
      const value = make(context);
      if (value !== undefined) made[name] = value;
    }
    return made;
  };
}

/** A value as it stands, a slot's with its type, or a text; `undefined` for a slot that is unset. */
export function compileValue(value: Literal): Value {
  if (typeof value !== 'string') return () => value;

  const path = onlyPathOf(value);
  if (path !== undefined) return ({ slots }) => valueAt(slots, path) ?? undefined;
  const { render } = compileTemplate(value);
  return ({ slots }) => render(slots);
}
