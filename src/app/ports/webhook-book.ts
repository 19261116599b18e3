import type { NewsType } from '#core/handoff/desk-news.ts';

/** An address that is told what people do. */
export interface Webhook {
  /** UUID. */
  readonly id: string;
  readonly kind: 'http' | 'chatwoot';
  readonly url: string;
  readonly about: string;
  readonly events: readonly NewsType[];
  /** Only news of conversations in these; empty: in all. */
  readonly queues: readonly string[];
  readonly createdBy: string;
  readonly createdAt: Date;
  /** Since when nothing has arrived there. */
  readonly failingSince: Date | undefined;
  readonly disabledAt: Date | undefined;
  readonly disabledReason: string | undefined;
  /** Notices that wait, and those that were given up. */
  readonly pending: number;
  readonly dead: number;
}

export interface NewWebhook extends Pick<Webhook, 'id' | 'kind' | 'url' | 'about' | 'events'> {
  /** Without any, all. One that is there already keeps its own. */
  readonly queues?: readonly string[];
  readonly secret: string;
}

export type WebhookChange = Partial<Pick<Webhook, 'url' | 'about' | 'events' | 'queues'>> & {
  /** Back in use, or out of it. */
  readonly enabled?: boolean | undefined;
};

/** Where others are told; each change is written into the audit with it. */
export abstract class WebhookBook {
  /** The newest first. */
  abstract list(): Promise<readonly Webhook[]>;

  abstract find(id: string): Promise<Webhook | undefined>;

  /** One of this id that is there already is brought up to date. */
  abstract add(webhook: NewWebhook, actor: string): Promise<void>;

  /** Answers whether there is such a webhook. */
  abstract change(id: string, change: WebhookChange, actor: string): Promise<boolean>;

  /** Both secrets sign for so long. Answers whether there is such a webhook. */
  abstract rotate(id: string, secret: string, overlapMs: number, actor: string): Promise<boolean>;

  /** With all that waits for it. Answers whether there was such a webhook. */
  abstract remove(id: string, actor: string): Promise<boolean>;
}
