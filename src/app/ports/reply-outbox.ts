import type { Settlement } from '#core/delivery/settlement.ts';

import type { LeasedReply, ReplyKey } from './leased-reply.ts';

/** What became of an attempt. */
export interface ReplySettlement extends ReplyKey, Settlement {
  /** Number of the attempt it is about, from 1. */
  readonly attempt: number;
  /** Whether the next of its lane is wanted, where that waits and is due. */
  readonly leasesNext: boolean;
}

/** A number for each priority, from first to last. */
export type ByPriority = readonly [agent: number, answer: number, proactive: number];

/** What a refused mark came to: the first two are settled by it, `lost` belongs to somebody else. */
export type Refusal = 'expired' | 'cancelled' | 'pending' | 'lost';

/**
 * The replies that are to leave, in the lanes of their conversations; told by this replica.
 *
 * Only the head of a lane, its oldest unsettled reply, is ever leased or marked (I4). All methods
 * take sets and are one statement each; each throws `StoreUnavailable` when nobody can know
 * whether it was committed.
 */
export abstract class ReplyOutbox {
  /**
   * Marks replies as on the wire and counts the attempt: those still leased to this replica at
   * the same attempt, not expired, not fenced off, at the head of their lanes.
   *
   * @returns the places, within `replies`, of those that may go; the others must not
   */
  abstract markInFlight(replies: readonly LeasedReply[]): Promise<ReadonlySet<number>>;

  /** Settles or gives back what a mark refused, and says for each, in order, which it was. */
  abstract resolveRefused(replies: readonly LeasedReply[]): Promise<readonly Refusal[]>;

  /**
   * Writes down what became of attempts, each unless it is no longer its holder's, and leases
   * the next in those lanes to this replica.
   *
   * @param heldBy replica whose attempts these are, where it is not this one
   */
  abstract settle(
    settlements: readonly ReplySettlement[],
    heldBy?: string,
  ): Promise<readonly LeasedReply[]>;

  /** Returns replies that this replica holds and has certainly not sent; any may lease them again. */
  abstract giveBack(replies: readonly LeasedReply[]): Promise<void>;

  /** Leases the heads of these lanes, where they wait and are due. */
  abstract leaseHeads(conversationIds: readonly string[]): Promise<readonly LeasedReply[]>;

  /** Leases heads of any lane that wait and are due: so many of each priority, the longest due first. */
  abstract leaseDue(limits: ByPriority): Promise<readonly LeasedReply[]>;
}
