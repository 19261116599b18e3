import type { Webhook, WebhookChange } from '#app/ports/webhook-book.ts';
import type { ShownNotice } from '#app/ports/webhook-outbox.ts';
import type { MadeWebhook } from '#app/webhooks/manage-webhooks.ts';
import { NEWS_TYPES, type NewsType } from '#core/handoff/desk-news.ts';

import { Choices, Count, Flag, Moment, Nested, Text, Texts, Uuid } from '../frame/fields.ts';

const SECONDS = 1000;
const MOST_QUEUES = 100;
const LONGEST_OVERLAP_S = 30 * 24 * 3600;
const NOTICE_STATES = ['pending', 'sent', 'dead'] as const;

export class NewWebhookBody {
  @Text({ min: 10, max: 1000, about: 'Where to: `https://…`, no private network.' })
  readonly url!: string;

  @Text({ max: 200, optional: true, about: 'What it is for.' })
  readonly about: string = '';

  @Choices(NEWS_TYPES, { optional: true, about: 'What it is told; without it, everything.' })
  readonly events: readonly NewsType[] = [];

  @Texts({
    max: MOST_QUEUES,
    optional: true,
    about: 'Only news of these queues; without it, of all.',
  })
  readonly queues: readonly string[] = [];
}

export class WebhookChangeBody {
  @Text({ min: 10, max: 1000, optional: true })
  readonly url?: string;

  @Text({ max: 200, optional: true })
  readonly about?: string;

  @Choices(NEWS_TYPES, { optional: true })
  readonly events?: readonly NewsType[];

  @Texts({ max: MOST_QUEUES, optional: true, about: 'Empty: of all.' })
  readonly queues?: readonly string[];

  @Flag({ optional: true, about: 'Back in use, or out of it.' })
  readonly enabled?: boolean;

  toChange(): WebhookChange {
    const { url, about, events, queues, enabled } = this;
    return {
      ...(url !== undefined && { url }),
      ...(about !== undefined && { about }),
      ...(events !== undefined && { events }),
      ...(queues !== undefined && { queues }),
      enabled,
    };
  }
}

export class WebhookRotationBody {
  @Count({
    ...{ max: LONGEST_OVERLAP_S, optional: true },
    about: 'For so long both secrets sign; a day by default.',
  })
  readonly overlap_seconds?: number;

  get overlapMs(): number | undefined {
    return this.overlap_seconds === undefined ? undefined : this.overlap_seconds * SECONDS;
  }
}

export class NoticesQuery {
  @Text({ optional: true, pattern: /^(pending|sent|dead)$/ })
  readonly state?: ShownNotice['state'];

  @Count({ min: 1, max: 200, optional: true })
  readonly limit: number = 50;
}

export class WebhookAnswer {
  @Uuid()
  readonly id!: string;

  @Text({ about: '`http`, or `chatwoot` for the desk of PARLEY_CHATWOOT_URL.' })
  readonly kind!: string;

  @Text()
  readonly url!: string;

  @Text()
  readonly about!: string;

  @Choices(NEWS_TYPES)
  readonly events!: readonly string[];

  @Texts({ max: MOST_QUEUES, about: 'Only news of these; empty: of all.' })
  readonly queues!: readonly string[];

  @Text()
  readonly created_by!: string;

  @Moment()
  readonly created_at!: string;

  @Moment({ optional: true, about: 'Since when nothing has arrived there.' })
  readonly failing_since!: string | null;

  @Moment({ optional: true, about: 'Nothing is written down for it from then on.' })
  readonly disabled_at!: string | null;

  @Text({ optional: true })
  readonly disabled_reason!: string | null;

  @Count({ about: 'Notices that wait.' })
  readonly pending!: number;

  @Count({ about: 'Notices that were given up.' })
  readonly dead!: number;
}

export class MadeWebhookAnswer {
  @Text({ about: 'Signs what is sent. Shown this once: keep it where secrets are kept.' })
  readonly secret!: string;

  @Nested(() => WebhookAnswer)
  readonly webhook!: WebhookAnswer;
}

export class NoticeAnswer {
  @Text({ about: '`webhook-id` of its requests.' })
  readonly id!: string;

  @Uuid()
  readonly conversation_id!: string;

  @Count()
  readonly seq!: number;

  @Text()
  readonly type!: string;

  @Moment()
  readonly at!: string;

  @Text({ about: NOTICE_STATES.join(', ') })
  readonly state!: string;

  @Count()
  readonly attempts!: number;

  @Moment({ about: 'When it is tried next.' })
  readonly due_at!: string;

  @Text({ optional: true, about: 'What came of the last attempt.' })
  readonly reason!: string | null;
}

export class RedrivenNoticesAnswer {
  @Count({ about: 'Notices that are tried anew.' })
  readonly redriven!: number;
}

export class WebhooksAnswer {
  @Nested(() => WebhookAnswer, { list: true })
  readonly items!: readonly WebhookAnswer[];
}

export class NoticesAnswer {
  @Nested(() => NoticeAnswer, { list: true })
  readonly items!: readonly NoticeAnswer[];
}

export function webhookAnswer(webhook: Webhook): WebhookAnswer {
  const { id, kind, url, about, events, queues, pending, dead } = webhook;
  return {
    ...{ id, kind, url, about, events, queues, pending, dead },
    created_by: webhook.createdBy,
    created_at: webhook.createdAt.toISOString(),
    failing_since: webhook.failingSince?.toISOString() ?? null,
    disabled_at: webhook.disabledAt?.toISOString() ?? null,
    disabled_reason: webhook.disabledReason ?? null,
  };
}

export function madeWebhookAnswer({ secret, webhook }: MadeWebhook): MadeWebhookAnswer {
  return { secret, webhook: webhookAnswer(webhook) };
}

export function noticeAnswer(notice: ShownNotice): NoticeAnswer {
  const { conversationId, seq, idx, type, state, attempt } = notice;
  return {
    id: `msg_${conversationId}_${String(seq)}_${String(idx)}`,
    ...{ conversation_id: conversationId, seq, type, state, attempts: attempt },
    at: notice.at.toISOString(),
    due_at: notice.dueAt.toISOString(),
    reason: notice.reason ?? null,
  };
}
