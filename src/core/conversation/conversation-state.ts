import type { Shown } from './profile/shown.ts';

/** Who answers now; read off the machine's state, so it cannot disagree with it. */
export type Owner = 'bot' | 'queue' | 'agent' | 'nobody';

/** A deadline that a state has set. */
export interface ArmedTimer {
  /** Id within the machine, e.g. `xstate.after.1800000.track_order.ask_number`. */
  readonly id: string;
  /** `seq` of the event that armed it. */
  readonly gen: number;
  /** UTC milliseconds since 1970. */
  readonly dueAtMs: number;
}

/** The machine between two events: plain JSON, the fold of the log under the pinned release. */
export interface StoredSnapshot {
  /** XState's state value. */
  readonly value: unknown;
  /** Slots and counters; what is unset is left out and filled in on restoring. */
  readonly context: Readonly<Record<string, unknown>>;
  readonly timers: readonly ArmedTimer[];
  /** What the customer's profile was told of the chat; nothing before the first. */
  readonly shown?: Shown;
  /** The attributes that were looked for on the profile, so that each is looked for once. */
  readonly sought?: string;
}

/** What `advance` needs to know of a conversation and what it leaves of it. */
export interface ConversationState {
  readonly owner: Owner;
  /** Counts changes of owner. */
  readonly epoch: number;
  /** `seq` of the last event in the log; 0 for a conversation just born. */
  readonly lastSeq: number;
  /** `undefined` until the first event has been applied. */
  readonly snapshot: StoredSnapshot | undefined;
}
