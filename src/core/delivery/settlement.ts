import type { AmbiguityPolicy } from '#core/conversation/effect.ts';

import type { Outcome } from './outcome.ts';
import { retryDelayMs } from './retry-delay.ts';

/** What is written down about an attempt to deliver a reply. */
export interface Settlement {
  readonly state: 'sent' | 'failed' | 'held' | 'ambiguous' | 'pending';
  /** Why, for people; always there unless it was simply sent. */
  readonly reason: string | undefined;
  /** Milliseconds until it may be tried again; 0 where it will not be. */
  readonly delayMs: number;
  /** Whether this attempt counts as one whose outcome nobody can know. */
  readonly isAmbiguous: boolean;
  readonly dispatchId: string | undefined;
}

/** What of a reply decides about its next step. */
export interface Attempted {
  readonly policy: AmbiguityPolicy;
  /** Attempts so far, this one included. */
  readonly attempt: number;
  /** Attempts before this one whose outcome nobody can know. */
  readonly ambiguities: number;
}

/** A wrong setting is looked at again when its gate opens; asking the row earlier is of no use. */
const HALTED_DELAY_MS = 30_000;

/** What becomes of one reply after its call; where it was refused in company, ask again for it alone. */
export function settlementOf(reply: Attempted, outcome: Outcome): Settlement {
  switch (outcome.kind) {
    case 'accepted':
      return settled('sent', flagOf(outcome.faults), outcome.dispatchId);
    case 'refused':
      return settled('failed', outcome.reason);
    case 'halted':
      return again(outcome.reason, HALTED_DELAY_MS);
    case 'throttled':
      return again(outcome.reason, outcome.resumeInMs ?? retryDelayMs(reply.attempt));
    case 'not-sent':
      return again(outcome.reason, retryDelayMs(reply.attempt));
    case 'ambiguous':
      return afterAmbiguity(reply, outcome.reason);
  }
}

/**
 * At most one repetition after an unknown outcome, and none where the step forbids it (I5). What is
 * to be verified stays open to Currents' word, and its lane goes on.
 */
export function afterAmbiguity(reply: Attempted, reason: string): Settlement {
  if (reply.policy === 'hold') return { ...settled('held', reason), isAmbiguous: true };
  const isLast = reply.policy === 'verify' || reply.ambiguities > 0;
  if (isLast) return { ...settled('ambiguous', reason), isAmbiguous: true };
  return { ...again(reason, retryDelayMs(reply.attempt)), isAmbiguous: true };
}

/** Accepted with errors that name no recipient: sent, and flagged for whoever looks. */
function flagOf(faults: readonly { readonly reason: string }[]): string | undefined {
  const [first] = faults;
  return first === undefined ? undefined : `accepted with errors: ${first.reason}`;
}

function settled(
  state: Settlement['state'],
  reason: string | undefined,
  dispatchId?: string,
): Settlement {
  return { state, reason, delayMs: 0, isAmbiguous: false, dispatchId };
}

function again(reason: string, delayMs: number): Settlement {
  return { ...settled('pending', reason), delayMs };
}
