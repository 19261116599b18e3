import type { NoticeOutcome } from '#core/webhooks/notice-retry.ts';

import type { ClaimedNotice } from './webhook-outbox.ts';

/** Tells one address one thing. */
export abstract class NoticeSender {
  /** Throws nothing. */
  abstract send(notice: ClaimedNotice, signal: AbortSignal): Promise<NoticeOutcome>;
}
