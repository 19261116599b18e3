import { Buffer } from 'node:buffer';

import { NoticeSender } from '#app/ports/notice-sender.ts';
import type { ClaimedNotice } from '#app/ports/webhook-outbox.ts';
import type { NoticeOutcome } from '#core/webhooks/notice-retry.ts';

import { AddressRefused } from './address-guard.ts';
import { NotSent, Origin, type Received } from './send-request.ts';
import { webhookSignature } from './webhook-signature.ts';

/** Nobody reads what receivers answer. */
const MOST_BYTES = 64 * 1024;
const CONNECTIONS = 8;
/** Addresses come and go; connections to so many are kept. */
const MOST_ORIGINS = 100;
const SECOND_MS = 1_000;

/**
 * Tells addresses what people do, signed by Standard Webhooks.
 *
 * Owns its connections. It follows no redirect and reaches no private network unless that is allowed.
 */
export class HttpNoticeSender extends NoticeSender {
  private readonly origins = new Map<string, Origin>();

  constructor(
    private readonly options: {
      readonly allowPrivate: boolean;
      /** UTC milliseconds: receivers refuse what is older than minutes. */
      readonly nowMs: () => number;
    },
  ) {
    super();
  }

  override async send(notice: ClaimedNotice, signal: AbortSignal): Promise<NoticeOutcome> {
    const url = new URL(notice.url);
    const { headers, body } = this.requestOf(notice);
    try {
      const origin = this.originOf(url.origin);
      const wire = { method: 'POST', url, headers, body, signal, mostBytes: MOST_BYTES };
      return outcomeOf(await origin.send(wire));
    } catch (failure) {
      return { kind: 'failed', reason: reasonOf(failure, signal) };
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.origins.values()].map((origin) => origin.close()));
  }

  private requestOf(notice: ClaimedNotice): {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  } {
    const id = noticeId(notice);
    const timestamp = Math.floor(this.options.nowMs() / SECOND_MS);
    const body = bodyOf(notice);
    return {
      body,
      headers: {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        'user-agent': 'Parley-Webhooks',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': webhookSignature(notice.secrets, { id, timestamp, body }),
      },
    };
  }

  private originOf(name: string): Origin {
    const known = this.origins.get(name);
    if (known !== undefined) return known;

    const origin = new Origin(name, CONNECTIONS, this.options.allowPrivate);
    this.origins.set(name, origin);
    const [oldest] = this.origins;
    if (this.origins.size > MOST_ORIGINS && oldest !== undefined) {
      this.origins.delete(oldest[0]);
      // What is under way there is sent again later.
      void oldest[1].close();
    }
    return origin;
  }
}

/** The same for every attempt, so that receivers see what they have had. */
function noticeId({ conversationId, seq, idx }: ClaimedNotice): string {
  return `msg_${conversationId}_${String(seq)}_${String(idx)}`;
}

function bodyOf({ type, at, conversationId, seq, payload }: ClaimedNotice): string {
  const data = { conversation_id: conversationId, seq, ...payload };
  return JSON.stringify({ type, timestamp: at.toISOString(), data });
}

function outcomeOf({ status, headers }: Received): NoticeOutcome {
  if (status >= 200 && status < 300) return { kind: 'sent' };
  const reason = `it answered ${String(status)}`;
  if (status === 410) return { kind: 'gone', reason };
  const seconds = Number(headers['retry-after']);
  const afterMs = Number.isFinite(seconds) && seconds > 0 ? seconds * SECOND_MS : undefined;
  return { kind: 'failed', reason, afterMs };
}

/** Without what was sent: reasons are read by operators. */
function reasonOf(failure: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'it did not answer in 15 s';
  if (failure instanceof NotSent) return 'it leads into a private network';
  const cause = failure instanceof Error ? (failure.cause ?? failure) : failure;
  if (cause instanceof AddressRefused) return 'its name leads into a private network';
  const code = (cause as NodeJS.ErrnoException | undefined)?.code;
  return code === undefined ? 'the connection failed' : `the connection failed: ${code}`;
}
