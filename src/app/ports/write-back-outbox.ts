import type { TrackRow } from '#core/delivery/track-plan.ts';
import type { WriteBackSettlement } from '#core/delivery/write-back-settlement.ts';

import type { ReplyKey } from './leased-reply.ts';

/** A write-back that this replica has on the wire. */
export interface ClaimedWriteBack extends ReplyKey, TrackRow {
  /** Number of this attempt, from 1. */
  readonly attempt: number;
  /** Whether what must not be sent twice is left out: Braze may have taken it before. */
  readonly eventUnknown: boolean;
}

export interface SettledWriteBack extends ReplyKey, WriteBackSettlement {
  readonly attempt: number;
}

/** What is to be written to profiles, in the order of each conversation. */
export abstract class WriteBackOutbox {
  /**
   * Marks what is due as on the wire: of so many conversations, 25 of each at most, in order. A
   * conversation that has something on the wire waits.
   */
  abstract claim(conversations: number): Promise<readonly ClaimedWriteBack[]>;

  /**
   * Writes down what became of them, each unless it is no longer its holder's.
   *
   * @param heldBy replica whose attempts these are, where it is not this one
   */
  abstract settle(settled: readonly SettledWriteBack[], heldBy?: string): Promise<void>;

  /** Replicas that have something on the wire and have been silent for this many milliseconds. */
  abstract silentHolders(silentMs: number): Promise<readonly string[]>;

  /** What that replica has had on the wire for longer than this. */
  abstract lapsed(replicaId: string, olderThanMs: number): Promise<readonly ClaimedWriteBack[]>;

  /** Milliseconds that the oldest due one has waited; 0 without one. */
  abstract oldestDueMs(): Promise<number>;
}
