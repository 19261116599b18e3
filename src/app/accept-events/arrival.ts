import type { Refusal } from '#core/conversation/advance.ts';
import type { ConversationEvent } from '#core/conversation/conversation-event.ts';
import type { Identity } from '#core/conversation/identity.ts';

/** Something that reached the one door and is meant for one conversation. */
export interface Arrival {
  /** UUID; kept the same when its batch is repeated after an unknown COMMIT. */
  readonly arrivalId: string;
  /** A customer by the names Braze gave, at least one; or a conversation that is known. */
  readonly to: { readonly identities: readonly Identity[] } | { readonly conversationId: string };
  readonly event: ConversationEvent;
  /** UUID form of what decides duplicates; without it only a repeat of this arrival is one. */
  readonly dedupeKey?: string;
  /** UUID form of the content; seen before, the event is flagged `repeated-content`, never dropped. */
  readonly contentKey?: string;
  /** What is unusual about it, for the log: `stale`, `test-send`, `recovered` … */
  readonly flags: readonly string[];
  /** The bytes as they came, where `event` could not hold them word for word. */
  readonly raw?: Uint8Array;
}

/**
 * What became of an arrival, known once it is committed. `ignored`: a timer that is no longer armed,
 * or an agent's words for who has opted out, which is told in `refused`.
 */
export interface Receipt {
  readonly status: 'accepted' | 'duplicate' | 'ignored';
  readonly conversationId: string;
  /** Its place in the conversation's log; that of the first delivery for a duplicate. */
  readonly seq: number;
  /** Why nothing was done, where a person has to know it. */
  readonly refused?: Refusal;
}
