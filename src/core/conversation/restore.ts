import { refitted } from '#core/flow/compile/kept-slots.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import { AT_REST } from '#core/flow/places.ts';

import type { StoredSnapshot } from './conversation-state.ts';
import type { Here } from './moved.ts';
import { restoredContext } from './stored-context.ts';
import { SnapshotUnreadable } from './transition-errors.ts';

const NO_TIMERS: Here['timers'] = [];

/**
 * Where a conversation stands, from what is stored of it; one just born is at rest.
 *
 * @throws SnapshotUnreadable when the release has no such state
 */
export function restore(
  { places, bot }: CompiledRelease,
  stored: StoredSnapshot | undefined,
): Here {
  try {
    const place = places.at(stored?.value ?? { bot: 'rest' });
    const context = restoredContext(stored?.context ?? {}, bot.locales, place.slots);
    const { slots } = context;
    // At rest it may come from another release, which knew other slots or other types of them.
    const isForeign = place.key === AT_REST && slots !== place.slots;
    const fitting = isForeign ? { ...context, slots: refitted(bot, slots) } : context;
    return { place, context: fitting, timers: stored?.timers ?? NO_TIMERS };
  } catch (cause) {
    throw new SnapshotUnreadable({ value: stored?.value }, cause);
  }
}
