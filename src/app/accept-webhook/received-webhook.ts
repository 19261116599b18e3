/** One request of the webhook campaign, its sender already known to be Braze. */
export interface ReceivedWebhook {
  /** The body, inflated. */
  readonly raw: Uint8Array;
  /** The same decoded as UTF-8, U+FFFD for what is none. */
  readonly body: string;
  /** `IDENTITY_HEADERS` and what describes the body; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What a webhook is answered, once it is committed. */
export interface WebhookReceipt {
  readonly status: 'accepted' | 'duplicate' | 'quarantined';
  readonly conversationId?: string;
  readonly seq?: number;
}

/** Headers that carry identity, and the signature over them. */
export const IDENTITY_HEADERS = [
  'x-parley-user',
  'x-parley-dispatch',
  'x-parley-timestamp',
  'x-parley-signature',
] as const;
