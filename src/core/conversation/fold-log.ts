import type { CompiledRelease } from '#core/flow/compiled-release.ts';

import { advance } from './advance.ts';
import type { ConversationEvent } from './conversation-event.ts';
import type { ConversationState } from './conversation-state.ts';

/** An event as the log keeps it. */
export interface LoggedEvent {
  readonly seq: number;
  readonly at: Date;
  readonly event: ConversationEvent;
  readonly releaseId: number;
  /** Stored and not applied. */
  readonly isParked: boolean;
}

const UNBORN: ConversationState = { owner: 'bot', epoch: 0, lastSeq: 0, snapshot: undefined };

/**
 * The state that a log leads to, each event under the release it was applied under (I3).
 *
 * @param log in the order of `seq`, whole
 * @throws as `advance` does, for an event that was applied and cannot be now
 */
export function foldLog(
  log: readonly LoggedEvent[],
  releaseOf: (id: number) => CompiledRelease,
): ConversationState {
  return log.reduce<ConversationState>((state, { seq, at, event, releaseId, isParked }) => {
    // What closes a conversation leaves its machine where it was.
    if (isParked || event.kind === 'merged') return { ...state, lastSeq: seq };
    return advance(releaseOf(releaseId), state, event, seq, at).state;
  }, UNBORN);
}
