import type { StepOfKind } from '../../model/step.ts';
import { changing } from '../changing.ts';
import { compileValue } from '../compile-value.ts';
import { fitting } from '../fitting.ts';
import type { Action } from '../state-config.ts';
import type { StepPlace } from '../step-place.ts';
import { writing } from '../writing.ts';

/**
 * `set`: all values are read before the first is written, so that two slots can change places.
 * `null`, and what does not fit, leave a slot as if it had never been set: with its default.
 */
export function setting(step: StepOfKind<'set'>, place: StepPlace): readonly Action[] {
  const values = Object.entries(step.set).map(
    ([name, value]) => [name, place.slots.get(name), compileValue(value)] as const,
  );
  const change = changing(({ context }) => {
    const set = values.map(([name, slot, value]) => [name, fitting(value(context), slot)]);
    return { slots: { ...context.slots, ...(Object.fromEntries(set) as typeof context.slots) } };
  });
  return [change, ...writing(step.write, place.id)];
}
