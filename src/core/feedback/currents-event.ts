import type { Identity } from '#core/conversation/identity.ts';

import type { ReplyName } from './reply-id.ts';

/** What can become of a message once Braze's API has taken it. */
export type NewsKind = 'sent' | 'delivered' | 'read' | 'failed' | 'aborted';

/** What Currents tells of one WhatsApp message. */
export interface MessageNews {
  readonly kind: NewsKind;
  /** Braze's id of the event: it comes again with each repetition. */
  readonly id: string;
  /** UTC milliseconds; `undefined` where the event says nothing believable. */
  readonly atMs: number | undefined;
  /** From `message_extras`, which only a Send brings. */
  readonly reply: ReplyName | undefined;
  /** Names of the recipient, as far as the event gives them. */
  readonly names: readonly Identity[];
  readonly dispatchId: string | undefined;
  /** WhatsApp's own id of the message. */
  readonly messageId: string | undefined;
  /** The campaign, or the Canvas, that it is of. */
  readonly source: string | undefined;
  /** Why it failed: WhatsApp's error code, or Braze's kind of abort. */
  readonly code: string | undefined;
  /** The same in words. */
  readonly reason: string | undefined;
}

/** Two profiles became one: `orphan` is gone, `survivor` goes on. */
interface ProfileOrphaned {
  readonly kind: 'orphaned';
  readonly id: string;
  readonly orphan: readonly Identity[];
  readonly survivor: Identity;
}

/** Somebody has a right to be forgotten. */
interface ProfileDeleted {
  readonly kind: 'deleted';
  readonly id: string;
  readonly names: readonly Identity[];
}

/** Braze gave up bringing a customer's message to Parley. */
export interface ForwardingLost {
  readonly kind: 'forwarding-lost';
  readonly id: string;
  readonly source: string | undefined;
}

/** Of a type that means nothing to Parley, or not of an event's form. */
export interface OtherEvent {
  readonly kind: 'other';
  readonly id: string | undefined;
  readonly type: string;
  /** Whether it is known and of no use; what is not known is worth a look. */
  readonly isKnown: boolean;
  readonly names: readonly Identity[];
  /** The event as JSON, at most 8 KiB of it. */
  readonly raw: string;
}

export type CurrentsEvent =
  MessageNews | ProfileOrphaned | ProfileDeleted | ForwardingLost | OtherEvent;
