/** What `/sandbox/api` answers; `null` for what is not there. Times are ISO 8601. */

export interface UserLine {
  readonly braze_id: string;
  readonly external_id: string | null;
  readonly phone: string | null;
  readonly first_name: string | null;
  readonly language: string | null;
}

export interface User {
  readonly braze_id: string;
  readonly external_id: string | null;
  readonly phone: string | null;
  readonly profile: Readonly<Record<string, unknown>>;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** The newest first. */
  readonly events: readonly UserEvent[];
  readonly subscription: 'subscribed' | 'unsubscribed';
  readonly window_ends_at: string | null;
}

export interface UserEvent {
  readonly name: string;
  readonly time: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface ListRow {
  readonly title: string;
  readonly description: string;
}

export type Content =
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
  | { readonly kind: 'link'; readonly url: string; readonly text: string; readonly button: string }
  | { readonly kind: 'media'; readonly text: string; readonly urls: readonly string[] };

export type MessageStatus =
  | 'sent'
  | 'failed'
  | 'not-sent'
  | 'forwarding'
  | 'forwarded'
  | 'retrying'
  | 'lost'
  | 'not-forwarded';

export interface Message {
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly at: string;
  readonly content: Content;
  readonly status: MessageStatus;
  readonly reason: string | null;
  readonly code: number | null;
}

export interface Call {
  readonly id: number;
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly authorized: boolean;
  readonly body: unknown;
  /** Missing where the connection was cut. */
  readonly status?: number;
  readonly answer: unknown;
  readonly faults: readonly string[];
}

export const FAULT_KINDS = [
  'latency',
  'refuse',
  'cut-before',
  'cut-after',
  'status',
  'rate-limit',
  'notice',
  'errors',
  'slow-body',
  'half-body',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  readonly kind: FaultKind;
  readonly endpoint: string;
  readonly times: number | null;
}

/** What is the same for all users. */
export interface Surroundings {
  readonly clock: { readonly now: string; readonly offset_ms: number };
  readonly settings: { readonly template: 'hardened' | 'raw' };
  readonly faults: readonly Fault[];
}

/** The first event of a stream: everything there is. */
export interface StreamState extends Surroundings {
  readonly user: User;
  readonly messages: readonly Message[];
  /** The newest last. */
  readonly calls: readonly Call[];
}

/** How a customer is invented. */
export interface NewUser {
  readonly external_id?: string;
  readonly phone?: string;
  readonly first_name?: string;
  readonly language?: string;
  readonly subscription?: 'subscribed' | 'unsubscribed';
}
