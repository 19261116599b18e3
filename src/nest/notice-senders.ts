import { NoticeSender } from '#app/ports/notice-sender.ts';
import type { ClaimedNotice } from '#app/ports/webhook-outbox.ts';
import type { NoticeOutcome } from '#core/webhooks/notice-retry.ts';

/** The sender for each kind of address. */
export class NoticeSenders extends NoticeSender {
  constructor(
    private readonly http: NoticeSender,
    private readonly chatwoot: NoticeSender | undefined,
  ) {
    super();
  }

  override async send(notice: ClaimedNotice, signal: AbortSignal): Promise<NoticeOutcome> {
    if (notice.kind === 'http') return this.http.send(notice, signal);
    const none: NoticeOutcome = { kind: 'failed', reason: 'no Chatwoot is set for this process' };
    return this.chatwoot?.send(notice, signal) ?? none;
  }
}
