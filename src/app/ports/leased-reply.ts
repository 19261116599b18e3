import type { AmbiguityPolicy, Carrier } from '#core/conversation/effect.ts';
import type { Identity } from '#core/conversation/identity.ts';
import type { Priority } from '#core/delivery/priority.ts';

/** A row's name: the conversation, the event and the place among its effects. */
export interface ReplyKey {
  readonly conversationId: string;
  readonly seq: number;
  readonly idx: number;
}

/** A reply that this process, and no other, may send. */
export interface LeasedReply extends ReplyKey {
  readonly recipient: Identity;
  readonly carrier: Carrier;
  /** Of the campaign or the Canvas. */
  readonly campaignId: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** What its call writes to the profile before it is sent. */
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
  readonly policy: AmbiguityPolicy;
  readonly priority: Priority;
  /** Attempts that reached the wire so far. */
  readonly attempt: number;
  /** Attempts so far whose outcome nobody can know. */
  readonly ambiguities: number;
  /** Milliseconds to wait after the reply before it was accepted; 0 for a lane's first. */
  readonly delayMs: number;
}
