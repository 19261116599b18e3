import type { WriteBack } from '#core/conversation/effect.ts';

import type { SlotValue } from '../model/slot.ts';
import type { Write } from '../model/write.ts';
import { compileValue, type Literal } from './compile-value.ts';
import type { FlowContext } from './flow-context.ts';
import type { Action, Given } from './state-config.ts';
import { attributesMaker } from './written-attributes.ts';

type Made = { -readonly [K in keyof WriteBack]: WriteBack[K] };

/**
 * The action that writes to the profile; `undefined` values are left out, `null` is written. Where
 * nothing is left, nothing is written.
 */
export function writing(write: Write | undefined, step: string): readonly Action[] {
  if (write === undefined) return [];

  const { event } = write;
  const attributes = write.attributes && attributesMaker(write.attributes);
  const named = typeof event === 'string' ? { name: event } : event;
  const properties = valuesMaker(named?.properties);
  // Field by field: spreads of what may be absent cost V8 ten times as much.
  const make = ({ context }: Given): WriteBack | undefined => {
    const made: Made = { kind: 'write-back', step };
    const values = attributes?.(context);
    if (values === undefined && named === undefined) return undefined;
    if (values !== undefined) made.attributes = values;
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
