import type { ConversationEvent } from '#core/conversation/conversation-event.ts';
import type { ArmedTimer, ConversationState } from '#core/conversation/conversation-state.ts';
import type { Effect } from '#core/conversation/effect.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';

/** What follows from an event; the caller writes all of it in one transaction. */
export interface Advance {
  /** Its owner is read off the machine; `epoch` is one more when the owner changed. */
  readonly state: ConversationState;
  /** In order: an effect's place is its index among the event's effects. */
  readonly effects: readonly Effect[];
  /** Net changes: a timer armed and cancelled by the same event is in neither list. */
  readonly armed: readonly ArmedTimer[];
  /** Ids of timers to forget; never one that `armed` names. */
  readonly disarmed: readonly string[];
  /** An agent took hold or the customer opted out: the bot's unsent replies are to be cancelled. */
  readonly fenced: boolean;
  /** `ignored`: a timer that is no longer armed; nothing at all changes. */
  readonly outcome: 'applied' | 'ignored';
}

/**
 * Moves a conversation by one event and says what follows from it.
 *
 * A pure function: a crash between it and the commit loses nothing, and a replay repeats it. An
 * event that the state does not accept changes nothing but `lastSeq`.
 *
 * @param seq place of the event in the conversation's log; the generation of the timers it arms
 * @param at when the event happened; delays count from it
 * @throws TransitionFailed when the machine itself fails
 * @throws SnapshotUnreadable when the stored snapshot does not fit the release
 */
export function advance(
  release: CompiledRelease,
  before: ConversationState,
  event: ConversationEvent,
  seq: number,
  at: Date,
): Advance {
  throw new Error(`not there yet ${JSON.stringify([release.campaigns, before, event, seq, at])}`);
}

/** Whether the bot owns the conversation and no flow is under way: it may move to a newer release. */
export function isAtRest(state: ConversationState): boolean {
  throw new Error(`not there yet ${state.owner}`);
}

/** The built-in "something went wrong" for an event that was parked. */
export function troubleReply(release: CompiledRelease, state: ConversationState): Effect[] {
  throw new Error(`not there yet ${state.owner} ${String(release.campaigns.size)}`);
}
