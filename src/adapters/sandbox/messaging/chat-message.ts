/** Why Braze aborts a message that it has accepted, as Currents calls it. */
export type AbortType = 'quiet_hours' | 'frequency_capped';

/** What a bubble shows. */
export type MessageContent =
  | { readonly kind: 'text' | 'template'; readonly text: string }
  | { readonly kind: 'buttons'; readonly text: string; readonly buttons: readonly string[] }
  | {
      readonly kind: 'list';
      readonly text: string;
      readonly button: string;
      readonly rows: readonly ListRow[];
    }
  | { readonly kind: 'image'; readonly url: string; readonly caption: string }
  | {
      readonly kind: 'document';
      readonly url: string;
      readonly filename: string;
      readonly caption: string;
    }
  | {
      readonly kind: 'link';
      readonly url: string;
      readonly text: string;
      readonly button: string;
    }
  /** What a customer sends beside words: photos, voice. `text` may be blank. */
  | { readonly kind: 'media'; readonly text: string; readonly urls: readonly string[] };

export interface ListRow {
  readonly title: string;
  readonly description: string;
}

/**
 * To the customer: `sent` · `failed` (WhatsApp refused it later; Braze's API had said 201) ·
 * `not-sent` (Braze swallowed it; its API had said 201).
 *
 * From the customer: `forwarding` → `forwarded` | `retrying` … → `lost`; `not-forwarded` where the
 * webhook campaign is not for it.
 */
export type MessageStatus =
  | 'sent'
  | 'failed'
  | 'not-sent'
  | 'forwarding'
  | 'forwarded'
  | 'retrying'
  | 'lost'
  | 'not-forwarded';

/** One bubble of a chat. */
export interface ChatMessage {
  readonly id: string;
  readonly direction: 'in' | 'out';
  /** ISO 8601, by the sandbox's clock. */
  readonly at: string;
  readonly content: MessageContent;
  readonly dispatchId: string;
  readonly campaignId: string;
  status: MessageStatus;
  /** Why it is not `sent` or `forwarded`, for people. */
  reason: string | undefined;
  /** Why Braze aborted it, as Currents tells; `undefined` for what was not. */
  readonly abort?: AbortType | undefined;
  /** WhatsApp's error code. */
  code: number | undefined;
  /** Attempts of the webhook so far. */
  attempts: number;
}
