import type { Scope } from '#core/access/scope.ts';
import type { Owner } from '#core/conversation/conversation-state.ts';
import type { Identity } from '#core/conversation/identity.ts';
import type { DeliveryTimes } from '#core/feedback/delivery-status.ts';

import type { ShownMedia } from './media-shelf.ts';

/** A conversation as people see it in a list. */
export interface ShownConversation {
  readonly id: string;
  readonly channel: string;
  readonly owner: Owner;
  readonly epoch: number;
  readonly lastSeq: number;
  /** By whom Braze knows the customer. */
  readonly recipient: Identity;
  readonly createdAt: Date;
  readonly lastEventAt: Date | undefined;
  /** Free text may leave until then. */
  readonly windowEndsAt: Date | undefined;
  readonly isWindowOpen: boolean;
  readonly stuckReason: string | undefined;
  readonly mergedInto: string | undefined;
  /** Nobody answers them, for so long (`undefined`: for good). */
  readonly blocked:
    | {
        readonly by: string;
        readonly reason: string;
        readonly at: Date;
        readonly until: Date | undefined;
      }
    | undefined;
  /** The wait for a person that is not over; `undefined` where there is none. */
  readonly handoff:
    | {
        readonly queue: string;
        readonly reason: string;
        readonly requestedAt: Date;
        readonly takenBy: string | undefined;
        readonly takenAt: Date | undefined;
      }
    | undefined;
}

export interface ConversationFilter {
  readonly owner?: Owner;
  /** Of a wait that is not over. */
  readonly queue?: string;
  /** Taken by this agent, and not given back. */
  readonly agent?: string;
  /** A customer's name in Braze, a phone number or a conversation's id, whole. */
  readonly q?: string;
  /** Id: only conversations that began before it. */
  readonly before?: string;
  readonly limit: number;
}

/** What Parley said because of an event, and how far it came. */
export interface SaidReply extends DeliveryTimes {
  readonly idx: number;
  readonly sender: string;
  readonly step: string;
  readonly state: string;
  readonly carrier: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly dueAt: Date;
  readonly settledAt: Date | undefined;
  readonly reason: string | undefined;
  readonly failureReason: string | undefined;
}

/** An event of the log with what was said because of it. */
export interface TranscriptEntry {
  readonly seq: number;
  readonly kind: string;
  readonly at: Date;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly flags: readonly string[];
  /** Why it was not applied. */
  readonly parked: string | undefined;
  readonly replies: readonly SaidReply[];
  /** Files that came with it. */
  readonly media: readonly ShownMedia[];
}

/** Conversations as people read them; what is out of scope is not found. */
export abstract class ConversationViews {
  /** The one that began last first. */
  abstract list(filter: ConversationFilter, scope: Scope): Promise<readonly ShownConversation[]>;

  abstract one(id: string, scope: Scope): Promise<ShownConversation | undefined>;

  /** The newest event first. Ask `one` before: this looks at no scope. */
  abstract transcript(
    id: string,
    page: { readonly before: number | undefined; readonly limit: number },
  ): Promise<readonly TranscriptEntry[]>;
}
