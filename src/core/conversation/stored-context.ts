import type { FlowContext } from '#core/flow/compile/flow-context.ts';
import type { SlotValue } from '#core/flow/model/slot.ts';

/** The context as it is stored: without what is unset, so that a row at rest is a few bytes. */
export function storedContext(context: FlowContext): Readonly<Record<string, unknown>> {
  const stored: Record<string, unknown> = { locale: context.locale };
  if (context.language !== null) stored['language'] = context.language;
  if (context.met) stored['met'] = true;
  if (context.misses !== 0) stored['misses'] = context.misses;
  if (context.tries !== 0) stored['tries'] = context.tries;
  const slots = setSlots(context.slots);
  if (slots !== undefined) stored['slots'] = slots;
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
  const { locale, language, met, misses, tries, slots } = stored;
  return {
    locale: locales.find((known) => known === locale) ?? locales[0],
    language: typeof language === 'string' ? language : null,
    met: met === true,
    misses: typeof misses === 'number' ? misses : 0,
    tries: typeof tries === 'number' ? tries : 0,
    slots: slots === undefined ? unset : { ...unset, ...(slots as FlowContext['slots']) },
  };
}
