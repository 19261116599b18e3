import type { Identity } from '#core/conversation/identity.ts';

/** Somebody whose profile is to be looked at. */
export interface ClaimedFetch {
  readonly conversationId: string;
  readonly recipient: Identity;
  /** By their names in Braze. */
  readonly attributes: readonly string[];
  /** Number of this attempt, from 1. */
  readonly attempt: number;
}

/** Whose profiles are still to be looked at. */
export abstract class AttributeFetches {
  /** Whether anything is due: nothing of a budget is asked for where nothing is. */
  abstract isAnyDue(): Promise<boolean>;

  /** What is due; nobody else gets it for so many milliseconds, by when it is due again. */
  abstract claim(limit: number, heldForMs: number): Promise<readonly ClaimedFetch[]>;

  /** Forgets them, unless more was asked for since. */
  abstract settle(done: readonly ClaimedFetch[]): Promise<void>;
}
