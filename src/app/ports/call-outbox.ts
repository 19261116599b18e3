import type { CallPolicy } from '#core/conversation/effect.ts';

import type { ReplyKey } from './leased-reply.ts';

/** A question that this replica has on the wire. */
export interface ClaimedCall extends ReplyKey {
  /** `orders.find`, or `ai`. */
  readonly target: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly policy: CallPolicy;
  readonly step: string;
  /** Number of this attempt, from 1. */
  readonly attempt: number;
  /** Milliseconds for which its step still waits, as it was claimed. */
  readonly leftMs: number;
  /** Of one of several questions within the call: by this the target knows it in a further attempt. */
  readonly key?: string;
}

/** How an attempt ended: `late` was answered when nobody waited any more, `expired` never was. */
type CallState = 'pending' | 'answered' | 'failed' | 'late' | 'expired';

export interface SettledCall extends ReplyKey {
  readonly attempt: number;
  readonly state: CallState;
  readonly reason?: string;
  /** Until it may be claimed again; of `pending` only. */
  readonly delayMs: number;
  /** Kept where it came late: no log has it. */
  readonly lateValue?: unknown;
}

/** How many of a target's calls may be claimed. */
export interface Room {
  readonly target: string;
  readonly room: number;
}

/** The questions that conversations ask of other systems. */
export abstract class CallOutbox {
  /**
   * Marks what is due as on the wire, so many of each target, the oldest first: only calls whose
   * step still waits for them and whose conversation has not changed hands.
   */
  abstract claim(rooms: readonly Room[]): Promise<readonly ClaimedCall[]>;

  /** The same for calls to targets that are none of these. */
  abstract claimOthers(known: readonly string[]): Promise<readonly ClaimedCall[]>;

  /**
   * Writes down what became of attempts, each unless it is no longer its holder's.
   *
   * @param heldBy replica whose attempts these are, where it is not this one
   */
  abstract settle(settled: readonly SettledCall[], heldBy?: string): Promise<void>;

  /** Ends calls for which nobody waits any more, before they were made; answers how many. */
  abstract expireUnwanted(): Promise<number>;

  /** Replicas that have calls on the wire and have been silent for this many milliseconds. */
  abstract silentHolders(silentMs: number): Promise<readonly string[]>;

  /** What that replica has had on the wire for longer than this. */
  abstract lapsed(replicaId: string, olderThanMs: number): Promise<readonly ClaimedCall[]>;
}
