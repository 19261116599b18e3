import { HOLE } from '#core/ai/hole.ts';

import type { Slot, SlotShape, SlotType } from '../../model/slot.ts';
import type { Copy } from '../../model/words.ts';
import { compileCopy } from '../copy.ts';
import type { FlowContext } from '../flow-context.ts';

/** What these hold says where it leads, or cannot lead anywhere. */
const OWN: ReadonlySet<SlotType> = new Set([
  ...(['number', 'integer', 'boolean', 'date', 'time', 'choice', 'link'] as const),
]);

/**
 * A designer's words as they stand for this customer, without the words of others in them: what
 * customers wrote and other systems answered. Slots of type `link` stay, for that is what they say
 * they are. `undefined` where nothing has to be left out.
 */
export function ownWords(
  copy: Copy,
  slots: ReadonlyMap<string, Slot>,
): (context: FlowContext) => string | undefined {
  const texts = typeof copy === 'string' ? [copy] : Object.values(copy);
  if (!texts.some((text) => /\{[{%]/.test(text))) return () => undefined;

  const words = compileCopy(copy);
  return (context) => {
    const entries = Object.entries(context.slots);
    const held = entries.map(([name, value]) => [name, without(value, slots.get(name))] as const);
    return words({ ...context, slots: Object.fromEntries(held) as FlowContext['slots'] });
  };
}

function without(value: unknown, shape: SlotShape | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => without(item, shape?.of));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, field]) => [name, without(field, shape?.fields?.[name])]),
    );
  }
  if (typeof value !== 'string' || value === '') return value;
  return shape !== undefined && OWN.has(shape.type) ? value : HOLE;
}
