import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import { allReadings } from '#core/routing/route.ts';
import type { Routed } from '#core/routing/routed.ts';

import type { ConversationState } from './conversation-state.ts';
import { messageIn, questionsOf } from './hear.ts';
import { restore } from './restore.ts';

/**
 * All that a text could mean to a conversation, in the order in which it is tried: the first is
 * what it does mean, and the others are what it would mean if that one were not there.
 *
 * @param at when it is written; without it, in time for a question that silence has closed
 * @throws SnapshotUnreadable when the snapshot does not fit the release
 */
export function everyReading(
  release: CompiledRelease,
  state: ConversationState,
  text: string,
  at?: Date,
): readonly Routed[] {
  const { place, context } = restore(release, state.snapshot);
  if (place.listening === undefined) return [{ event: undefined, by: 'not-for-the-bot' }];

  const atMs = at?.getTime() ?? context.late?.atMs ?? 0;
  const { message } = messageIn(release, place, context, { text, media: [] }, atMs);
  return allReadings(release.routing, place.listening, message, questionsOf(release));
}
