import type { DeliveryTimes } from '#core/feedback/delivery-status.ts';
import type { OperatorsVerb } from '#core/feedback/operators-verbs.ts';
import type { ReplyName } from '#core/feedback/reply-id.ts';

/**
 * Why a reply is looked at: it has not left in time; nobody knows whether it was sent, or nobody
 * may send it; it will not leave; it left and did not arrive.
 */
export const TROUBLES = ['stuck', 'ambiguous', 'dead', 'undelivered'] as const;
export type Trouble = (typeof TROUBLES)[number];

export interface TroubledFilter {
  /** Without it, all of them. */
  readonly trouble?: Trouble;
  readonly conversationId?: string;
  /** At most so many of each. */
  readonly limit: number;
}

/** A reply as an operator sees it. */
export interface ShownReply extends DeliveryTimes {
  readonly reply: ReplyName;
  /** `undefined` for one that is shown by its name. */
  readonly trouble: Trouble | undefined;
  readonly state: string;
  readonly sender: string;
  readonly step: string;
  readonly campaignId: string;
  readonly policy: string;
  readonly attempt: number;
  /** Attempts whose outcome nobody can know. */
  readonly ambiguities: number;
  /** Since it was due, or since it was settled: milliseconds. */
  readonly ageMs: number;
  readonly reason: string | undefined;
  readonly dispatchId: string | undefined;
  /** What WhatsApp or Braze said against it. */
  readonly failure: string | undefined;
  readonly code: string | undefined;
  readonly failureReason: string | undefined;
  /** What it says; personal. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What became of an operator's wish for one reply. */
export interface Changed {
  readonly reply: ReplyName;
  readonly outcome: 'done' | 'not-found' | 'wrong-state' | 'window-over' | 'opted-out';
  /** State that it was found in. */
  readonly state: string | undefined;
}

export interface OperatorsWish {
  readonly verb: OperatorsVerb;
  readonly replies: readonly ReplyName[];
  /** Who wishes it, and why: for the audit. */
  readonly actor: string;
  readonly reason: string;
}

/** The outbox as operators see and change it; workers may be at it at the same time. */
export abstract class ReplyDesk {
  /** Those in trouble, the longest in it first. */
  abstract list(filter: TroubledFilter): Promise<readonly ShownReply[]>;

  /** That one, in whatever state. */
  abstract get(reply: ReplyName): Promise<ShownReply | undefined>;

  /**
   * Changes those that may be, and writes each change into the audit, in one statement; answers
   * for each what became of it. A worker that holds one of them finds it gone.
   */
  abstract change(wish: OperatorsWish): Promise<readonly Changed[]>;
}
