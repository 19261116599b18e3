import type { Clock } from '#app/ports/clock.ts';
import type { Incidents } from '#app/ports/incidents.ts';
import type { NoticeSender } from '#app/ports/notice-sender.ts';
import type { Timers } from '#app/ports/timers.ts';
import type { ClaimedNotice, WebhookOutbox } from '#app/ports/webhook-outbox.ts';
import { type NoticeOutcome, noticeSettlement } from '#core/webhooks/notice-retry.ts';

import { Turns } from '../deliver-replies/turns.ts';

const POLL_MS = 500;
const GAP_MS = 10;
/** Long enough for a slow receiver, and far less than a claim lasts. */
const TIMEOUT_MS = 15_000;
/** A large file over a slow line; still less than a claim lasts. */
const FILE_TIMEOUT_MS = 45_000;
const STORE_RETRY_MS = 2_000;
const SETTLE_TRIES = 3;

export interface NoticeWorld {
  readonly outbox: Pick<WebhookOutbox, 'claim' | 'settle'>;
  readonly sender: NoticeSender;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly incidents: Incidents;
}

/**
 * Tells other systems what people do: of each conversation in order, at least once.
 *
 * Owns what is under way. What a crash leaves is anybody's again a minute after it was claimed.
 */
export class SendNotices {
  private readonly turns: Turns;
  private readonly underWay = new Map<AbortController, ClaimedNotice>();
  private ended: (() => void) | undefined;

  constructor(private readonly world: NoticeWorld) {
    this.turns = new Turns(world, GAP_MS, () => this.round());
  }

  start(): void {
    this.turns.request();
  }

  /** Claims nothing new; what is under way is broken off, and sent again by others. */
  async stop(): Promise<void> {
    await this.turns.stop();
    for (const attempt of this.underWay.keys()) attempt.abort();
    if (this.underWay.size === 0) return;
    await new Promise<void>((resolve) => {
      this.ended = resolve;
    });
  }

  private async round(): Promise<void> {
    try {
      const notices = await this.world.outbox.claim(this.busy());
      for (const notice of notices) void this.tell(notice);
      this.turns.request(POLL_MS);
    } catch (failure) {
      this.world.incidents.failed('claiming notices', failure);
      this.turns.request(STORE_RETRY_MS);
    }
  }

  private busy(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { webhookId } of this.underWay.values()) {
      counts.set(webhookId, (counts.get(webhookId) ?? 0) + 1);
    }
    return counts;
  }

  private async tell(notice: ClaimedNotice): Promise<void> {
    const attempt = new AbortController();
    this.underWay.set(attempt, notice);
    const mostMs = notice.type === 'conversation.file' ? FILE_TIMEOUT_MS : TIMEOUT_MS;
    const callOff = this.world.timers.after(mostMs, () => {
      attempt.abort();
    });
    const outcome = await this.send(notice, attempt.signal);
    callOff();
    await this.settle(notice, outcome);
    this.underWay.delete(attempt);
    if (this.underWay.size === 0) this.ended?.();
    // The next of the same conversation may go.
    this.turns.request();
  }

  private async send(notice: ClaimedNotice, signal: AbortSignal): Promise<NoticeOutcome> {
    try {
      return await this.world.sender.send(notice, signal);
    } catch (failure) {
      this.world.incidents.failed('send a notice', failure);
      return { kind: 'failed', reason: 'the attempt failed within Parley' };
    }
  }

  /** What cannot be written down is sent again once its claim is over. */
  private async settle(notice: ClaimedNotice, outcome: NoticeOutcome): Promise<void> {
    const { conversationId, seq, idx, webhookId, attempt } = notice;
    const key = { conversationId, seq, idx, webhookId, attempt };
    const settled = { ...key, ...noticeSettlement(outcome, attempt) };
    for (let tries = 1; tries <= SETTLE_TRIES; tries += 1) {
      try {
        for (const id of await this.world.outbox.settle(settled)) {
          const why = new Error(`Webhook ${id} is disabled: ${settled.reason ?? ''}`);
          this.world.incidents.failed('tell a webhook', why);
        }
        return;
      } catch (failure) {
        this.world.incidents.failed('settle a notice', failure);
      }
    }
  }
}
