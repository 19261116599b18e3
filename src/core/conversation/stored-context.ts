import { type FlowContext, NOTHING_ASIDE } from '#core/flow/compile/flow-context.ts';
import type { SlotValue } from '#core/flow/model/slot.ts';

import { countersIn, framesIn, lateIn, trailIn } from './stored-frames.ts';
import { heldIn } from './stored-held.ts';

/** The context as it is stored: without what is unset, so that a row at rest is a few bytes. */
export function storedContext(context: FlowContext): Readonly<Record<string, unknown>> {
  const stored: Record<string, unknown> = { locale: context.locale };
  if (context.language !== null) stored['language'] = context.language;
  if (context.met) stored['met'] = true;
  if (context.misses !== 0) stored['misses'] = context.misses;
  if (context.tries !== 0) stored['tries'] = context.tries;
  const slots = setSlots(context.slots);
  if (slots !== undefined) stored['slots'] = slots;
  if (context.stack.length > 0) stored['stack'] = context.stack;
  if (context.trail.length > 0) stored['trail'] = context.trail;
  if (context.late !== null) stored['late'] = context.late;
  if (context.turns !== NOTHING_ASIDE.turns && Object.keys(context.turns).length > 0) {
    stored['turns'] = context.turns;
  }
  if (context.held !== null) stored['held'] = context.held;
  if (context.unreached) stored['unreached'] = true;
  return stored;
}

function setSlots(slots: FlowContext['slots']): Record<string, SlotValue> | undefined {
  let set: Record<string, SlotValue> | undefined;
  for (const name in slots) {
    const value = slots[name] ?? null;
    if (value !== null) (set ??= {})[name] = value;
  }
  return set;
}

/**
 * A stored context with every field present again.
 *
 * What the release does not know is left behind, so that any release reads a conversation at rest.
 */
export function restoredContext(
  stored: Readonly<Record<string, unknown>>,
  locales: readonly [string, ...string[]],
  unset: FlowContext['slots'],
): FlowContext {
  const { locale, language, met, misses, tries, slots, stack, trail, late, turns, held } = stored;
  return {
    locale: locales.find((known) => known === locale) ?? locales[0],
    language: typeof language === 'string' ? language : null,
    met: met === true,
    misses: typeof misses === 'number' ? misses : 0,
    tries: typeof tries === 'number' ? tries : 0,
    slots: slots === undefined ? unset : { ...unset, ...(slots as FlowContext['slots']) },
    stack: stack === undefined ? NOTHING_ASIDE.stack : framesIn(stack),
    trail: trail === undefined ? NOTHING_ASIDE.trail : trailIn(trail),
    late: late === undefined ? null : lateIn(late),
    turns: turns === undefined ? NOTHING_ASIDE.turns : countersIn(turns),
    held: held === undefined ? null : heldIn(held),
    unreached: stored['unreached'] === true,
  };
}
