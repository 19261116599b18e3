import { setTimeout as pause } from 'node:timers/promises';

import { inTime } from '#app/in-time.ts';

import type { ChatMessage, MessageContent } from '../messaging/chat-message.ts';
import type { Person } from '../people/person.ts';
import type { Ledger } from '../record/ledger.ts';
import type { SandboxClock } from '../sandbox-clock.ts';
import { afterAttempt } from './after-attempt.ts';
import type { WebhookAnswer, WebhookRequest } from './deliver.ts';
import type { WebhookCampaign, WebhookTransport } from './webhook-campaign.ts';
import { webhookHeaders } from './webhook-headers.ts';
import { type InboundMoment, renderPayload } from './webhook-payload.ts';

/** What a customer sends from the phone. */
export interface Written {
  readonly text: string;
  readonly mediaUrls: readonly string[];
}

/** What Braze does when a customer writes: it opens the window and runs the webhook campaign. */
export class Inbound {
  private readonly ending = new AbortController();
  private count = 0;

  constructor(
    readonly campaign: WebhookCampaign,
    private readonly transport: WebhookTransport,
    private readonly ledger: Ledger,
    private readonly clock: SandboxClock,
    private readonly newDispatchId: () => string,
  ) {}

  /** Answers the customer's bubble at once; what becomes of the webhook shows in it later. */
  customerWrites(person: Person, written: Written): ChatMessage {
    const at = this.clock.now();
    person.lastInboundAt = at;
    person.onPhone = true;

    const message = this.message(written, at);
    person.chat.add(message);
    this.tell(person, message);
    void this.forward(person, message, { ...written, person, at, ...idsOf(message) });
    return message;
  }

  /** Ends what is still being tried. */
  close(): void {
    this.ending.abort();
  }

  private message(written: Written, at: Date): ChatMessage {
    this.count += 1;
    return {
      id: `in-${String(this.count)}`,
      direction: 'in',
      at: at.toISOString(),
      content: contentOf(written),
      dispatchId: this.newDispatchId(),
      campaignId: this.campaign.id,
      status: 'forwarding',
      reason: undefined,
      code: undefined,
      attempts: 0,
    };
  }

  private async forward(
    person: Person,
    message: ChatMessage,
    moment: InboundMoment,
  ): Promise<void> {
    const obstacle = this.obstacle(person);
    if (obstacle !== undefined) {
      this.become(person, message, 'not-forwarded', obstacle);
      return;
    }
    person.received.add(this.campaign.id);

    const request = this.request(moment);
    await this.tryUntilTaken(person, message, request);
    for (let i = 0; i < this.campaign.duplicates; i += 1) await this.attempt(request);
  }

  private obstacle(person: Person): string | undefined {
    const { state } = this.campaign;
    if (state !== 'active') return `The webhook campaign is ${state}: nothing is forwarded`;
    if (this.campaign.url === undefined) {
      return 'The webhook campaign has no address: set "webhook_url" in /sandbox/api/settings';
    }
    return !this.campaign.reEligible && person.received.has(this.campaign.id)
      ? 'The webhook campaign is not re-eligible: it forwards a user only once'
      : undefined;
  }

  private request(moment: InboundMoment): WebhookRequest {
    const { url = '', secret, template, signs } = this.campaign;
    const headers = webhookHeaders(moment, secret, signs);
    return { url, headers, body: renderPayload(template, moment) };
  }

  private async tryUntilTaken(
    person: Person,
    message: ChatMessage,
    request: WebhookRequest,
  ): Promise<void> {
    while (!this.ending.signal.aborted) {
      const answer = await this.attempt(request);
      message.attempts += 1;
      const after = afterAttempt(answer, message.attempts, this.transport.pausesMs);
      if (after.then === 'forwarded') {
        this.ledger.counters.webhooks_delivered += 1;
        this.become(person, message, 'forwarded', undefined);
        return;
      }
      if (after.then === 'lost') {
        this.ledger.counters.webhooks_lost += 1;
        this.become(person, message, 'lost', `${after.reason}. Braze does not try again`);
        return;
      }
      this.ledger.counters.webhook_retries += 1;
      this.become(person, message, 'retrying', `${after.reason}. Braze tries again`);
      await this.wait(after.inMs);
    }
  }

  private async attempt(request: WebhookRequest): Promise<WebhookAnswer | undefined> {
    const { transport, ending } = this;
    try {
      return await inTime(transport.timeoutMs, ending.signal, (signal) =>
        transport.deliver(request, signal),
      );
    } catch {
      // Refused, cut or silent: to Braze these are one.
      return undefined;
    }
  }

  private async wait(ms: number): Promise<void> {
    try {
      await pause(ms, undefined, { signal: this.ending.signal });
    } catch {
      // The sandbox closes; the loop sees it.
    }
  }

  private become(
    person: Person,
    message: ChatMessage,
    status: ChatMessage['status'],
    reason: string | undefined,
  ): void {
    message.status = status;
    message.reason = reason;
    this.tell(person, message);
  }

  private tell(person: Person, message: ChatMessage): void {
    this.ledger.feed.tell({ kind: 'message', brazeId: person.brazeId, message });
  }
}

function contentOf({ text, mediaUrls }: Written): MessageContent {
  return mediaUrls.length === 0 ? { kind: 'text', text } : { kind: 'media', text, urls: mediaUrls };
}

function idsOf({
  dispatchId,
  campaignId,
}: ChatMessage): Pick<ChatMessage, 'dispatchId' | 'campaignId'> {
  return { dispatchId, campaignId };
}
