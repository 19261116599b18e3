import type { MessageReceived } from '#core/conversation/conversation-event.ts';
import type { Identity } from '#core/conversation/identity.ts';

/** Why a request was not given to a conversation; kept with it, so old words stay as they are. */
export type QuarantineReason =
  | 'too-large'
  | 'undecodable'
  | 'empty-body'
  | 'not-json'
  | 'not-an-object'
  | 'duplicate-keys'
  | 'too-deep'
  | 'too-many-keys'
  | 'bad-signature'
  | 'identity-mismatch'
  | 'unrendered-template'
  | 'unusable-identity'
  | 'no-identity'
  | 'not-applied';

/** What is unusual about a message that was understood. */
export type ReadingFlag =
  /** Its template escapes nothing; the text was taken letter by letter. */
  | 'recovered'
  /** From the guide's raw template, with backslashes that JSON would read as escapes. */
  | 'literal-backslashes'
  /** The text has what would have replaced somebody's identity in a lenient reader. */
  | 'injection-shaped'
  /** An identity behind the customer's words was not believed. */
  | 'late-identity'
  /** Characters that cannot be stored, or were no UTF-8, became U+FFFD. */
  | 'altered-text'
  | 'unsigned-headers'
  | 'test-send'
  | 'stale'
  | 'clock-skew';

export interface ReadMessage {
  readonly identities: readonly Identity[];
  readonly event: MessageReceived;
  readonly flags: readonly ReadingFlag[];
}

export interface Refusal {
  readonly reason: QuarantineReason;
  /** What exactly is wrong and what to do, for the operator; no customer's words. */
  readonly detail: string;
}

export type WebhookReading = ReadMessage | Refusal;
