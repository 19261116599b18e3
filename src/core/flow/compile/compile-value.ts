import { compileTemplate, onlyPathOf } from '../liquid/template.ts';
import { valueAt } from '../liquid/value-at.ts';
import type { SlotValue } from '../model/slot.ts';
import type { FlowContext } from './flow-context.ts';

export type Literal = string | number | boolean | null;
type Value = (context: FlowContext) => SlotValue | undefined;

/** A value as it stands, a slot's with its type, or a text; `undefined` for a slot that is unset. */
export function compileValue(value: Literal): Value {
  if (typeof value !== 'string') return () => value;

  const path = onlyPathOf(value);
  if (path !== undefined) return ({ slots }) => valueAt(slots, path) ?? undefined;
  const { render } = compileTemplate(value);
  return ({ slots }) => render(slots);
}
