import type { CompiledRelease } from '#core/flow/compiled-release.ts';

import type { StoredSnapshot } from './conversation-state.ts';
import type { Here } from './moved.ts';
import { restoredContext } from './stored-context.ts';
import { SnapshotUnreadable } from './transition-errors.ts';

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
    return { place, context, timers: stored?.timers ?? [] };
  } catch (cause) {
    throw new SnapshotUnreadable({ value: stored?.value }, cause);
  }
}
