import type { NewsType } from '#core/handoff/desk-news.ts';
import type { NoticeSettlement } from '#core/webhooks/notice-retry.ts';

/** News, and what a desk elsewhere is sent behind it: a file of the customer's. */
type NoticeType = NewsType | 'conversation.file';

/** One of the things that one address is to be told. */
interface NoticeKey {
  readonly conversationId: string;
  readonly seq: number;
  readonly idx: number;
  readonly webhookId: string;
}

export interface ClaimedNotice extends NoticeKey {
  readonly kind: 'http' | 'chatwoot';
  readonly url: string;
  /** Of all that count now, the newest first. */
  readonly secrets: readonly string[];
  readonly type: NoticeType;
  readonly at: Date;
  readonly payload: Readonly<Record<string, unknown>>;
  /** This one included. */
  readonly attempt: number;
}

export interface SettledNotice extends NoticeKey, NoticeSettlement {
  readonly attempt: number;
}

/** A notice as operators see it. */
export interface ShownNotice extends NoticeKey {
  readonly type: NoticeType;
  readonly at: Date;
  readonly state: 'pending' | 'sent' | 'dead';
  readonly attempt: number;
  readonly dueAt: Date;
  readonly reason: string | undefined;
}

/** What is to be told; rows from before the first call until weeks after the last. */
export abstract class WebhookOutbox {
  /**
   * Takes what is due and the oldest of its conversation, for a minute; then it is anybody's again.
   *
   * @param busy how many of each webhook are under way here; each has at most 8
   */
  abstract claim(busy: ReadonlyMap<string, number>): Promise<readonly ClaimedNotice[]>;

  /** Ids of webhooks that were given up with it: nothing has arrived for five days, or they are gone. */
  abstract settle(notice: SettledNotice): Promise<readonly string[]>;

  /** The newest first. */
  abstract list(
    webhookId: string,
    state: ShownNotice['state'] | undefined,
    limit: number,
  ): Promise<readonly ShownNotice[]>;

  /** What was given up is tried anew; answers how many. */
  abstract redrive(webhookId: string, actor: string): Promise<number>;

  /** Answers how many were forgotten, at most `limit`. */
  abstract forgetSettled(days: number, limit: number): Promise<number>;
}
