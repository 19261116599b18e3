import type { QuarantineReason } from '#core/ingress/webhook-reading.ts';

export type QuarantineState = 'open' | 'redriven' | 'dismissed';

/** A request that was answered and could not be given to a conversation. */
export interface NewQuarantine {
  /** UUID; kept the same when keeping is tried again. */
  readonly id: string;
  readonly reason: QuarantineReason;
  /** What exactly was wrong and what to do; no customer's words. */
  readonly detail: string;
  /** Those that carry identity; none with a secret. Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body: inflated where that was possible, else as it came. */
  readonly raw: Uint8Array;
}

/** What a list shows of it. */
export interface QuarantineSummary {
  readonly id: string;
  readonly receivedAt: Date;
  /** Older entries may have reasons that are no longer given. */
  readonly reason: string;
  readonly detail: string;
  readonly state: QuarantineState;
  readonly sizeBytes: number;
}

export interface Quarantined extends QuarantineSummary {
  readonly headers: Readonly<Record<string, string>>;
  readonly raw: Uint8Array;
}

export interface QuarantineFilter {
  readonly state: QuarantineState;
  /** At most so many. */
  readonly limit: number;
}

/** Where requests are kept until an operator has decided about them. */
export abstract class QuarantineStore {
  /**
   * Answers once it is committed. An id that is there already changes nothing.
   *
   * @throws StoreUnavailable
   */
  abstract keep(entry: NewQuarantine): Promise<void>;

  /** The newest first. */
  abstract list(filter: QuarantineFilter): Promise<readonly QuarantineSummary[]>;

  /** The entry, or `undefined` where there is none of this id. */
  abstract get(id: string): Promise<Quarantined | undefined>;

  /** Closes an open entry; answers whether it was open. */
  abstract close(id: string, as: Exclude<QuarantineState, 'open'>): Promise<boolean>;
}
