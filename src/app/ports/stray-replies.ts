import type { AmbiguityPolicy } from '#core/conversation/effect.ts';

import type { ReplyKey } from './leased-reply.ts';

/** A reply that was on the wire when its holder was lost. */
export interface LapsedReply extends ReplyKey {
  readonly policy: AmbiguityPolicy;
  readonly attempt: number;
  readonly ambiguities: number;
}

/** Replies that nobody looks after: their replica died, or lost sight of them. */
export abstract class StrayReplies {
  /**
   * Replicas that hold replies and have been silent for this many milliseconds. None while this
   * replica's own heartbeat is not to be seen: then the clock was moved, or it is we who are ill.
   */
  abstract silentHolders(silentMs: number): Promise<readonly string[]>;

  /** Makes what that replica had leased wait for anybody. */
  abstract giveBackAllOf(replicaId: string): Promise<void>;

  /** Makes these wait for anybody, where this replica still has them leased and not on the wire. */
  abstract giveBackLeased(replies: readonly ReplyKey[]): Promise<void>;

  /** What that replica has had on the wire for longer than this. */
  abstract lapsed(replicaId: string, olderThanMs: number): Promise<readonly LapsedReply[]>;

  /** What this replica has leased and that has been due for longer than this. */
  abstract leasedLongSince(olderThanMs: number): Promise<readonly ReplyKey[]>;

  /** Expires what waited past its time, or for a day where it has none; answers how many. */
  abstract expireOverdue(): Promise<number>;

  /** Milliseconds that the oldest due reply has waited; 0 without one. */
  abstract oldestDueMs(): Promise<number>;
}
