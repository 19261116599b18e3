import type { EventRow, LockedConversation } from '#app/ports/conversation-store.ts';
import type { ConversationState } from '#core/conversation/conversation-state.ts';
import type { Effect } from '#core/conversation/effect.ts';
import type { HoldChange } from '#core/handoff/hold-change.ts';

import type { Receipt } from './arrival.ts';
import type { QueuedArrival } from './queued-arrival.ts';

/** One event of a turn and what it wants done. */
export interface DecidedEvent {
  readonly row: EventRow;
  readonly effects: readonly Effect[];
  /** Epoch that its transition ended in. */
  readonly epoch: number;
  readonly dedupeKeys: readonly string[];
  readonly fenced: boolean;
  /** Steps whose words that have not left yet are void by it. */
  readonly voids: readonly string[];
  /** Addresses of the files that came with it and are to be kept. */
  readonly media: readonly string[];
  /** What people who look at lists are to see of it. */
  readonly holds: readonly HoldChange[];
}

/** What a batch decides for one conversation, before anything is written. */
export interface DecidedTurn {
  readonly before: LockedConversation;
  readonly after: ConversationState;
  readonly releaseId: number;
  readonly windowEndsAtMs: number | undefined;
  readonly stuckReason: string | undefined;
  readonly events: readonly DecidedEvent[];
  /** Timers whose firing was parked: they do not fire again by themselves. */
  readonly forgottenTimers: readonly string[];
  /** To be told once it is committed. */
  readonly receipts: readonly { readonly queued: QueuedArrival; readonly receipt: Receipt }[];
  /** Events that were parked, for the operator. */
  readonly parked: readonly { readonly seq: number; readonly why: Error }[];
}
