import type { Provider } from '@nestjs/common';

import { HttpNoticeSender } from '#adapters/connectors/http-notice-sender.ts';
import { PostgresWebhookBook } from '#adapters/postgres/webhooks/postgres-webhook-book.ts';
import { PostgresWebhookOutbox } from '#adapters/postgres/webhooks/postgres-webhook-outbox.ts';
import { NodeTimers } from '#adapters/system/node-timers.ts';
import { AccessTokens } from '#app/ports/access-tokens.ts';
import { Clock } from '#app/ports/clock.ts';
import { Ids } from '#app/ports/ids.ts';
import { Incidents } from '#app/ports/incidents.ts';
import { WebhookBook } from '#app/ports/webhook-book.ts';
import { WebhookOutbox } from '#app/ports/webhook-outbox.ts';
import { ForgetNotices } from '#app/webhooks/forget-notices.ts';
import { ManageWebhooks } from '#app/webhooks/manage-webhooks.ts';
import { SendNotices } from '#app/webhooks/send-notices.ts';
import { NEWS_TYPES } from '#core/handoff/desk-news.ts';

import { bind } from './bind.ts';
import { Runtime } from './runtime.ts';
import { SharedPool } from './store.providers.ts';

/** Id of the webhook that PARLEY_NOTIFY_URL makes: the same for all replicas. */
const NOTIFY_ID = '00000000-0000-7000-8000-000000000001';

/** What tells others, in processes that work. */
export class NoticeWorker {
  private readonly notices: SendNotices;

  constructor(
    private readonly parts: {
      readonly runtime: Runtime;
      readonly book: WebhookBook;
      readonly sender: HttpNoticeSender;
      readonly forget: ForgetNotices;
    },
    world: Omit<ConstructorParameters<typeof SendNotices>[0], 'sender'>,
  ) {
    this.notices = new SendNotices({ ...world, sender: parts.sender });
  }

  /** Webhooks that the environment names are written down first. */
  async start(): Promise<void> {
    const { book, runtime, forget } = this.parts;
    const { PARLEY_NOTIFY_URL: url, notifySecret } = runtime.environment;
    const secret = notifySecret();
    if (url !== undefined && secret !== undefined) {
      const about = 'PARLEY_NOTIFY_URL';
      const webhook = { id: NOTIFY_ID, kind: 'http' as const, url, about, events: NEWS_TYPES };
      await book.add({ ...webhook, secret }, 'environment');
    }
    this.notices.start();
    forget.start();
  }

  async stop(): Promise<void> {
    this.parts.forget.stop();
    await this.notices.stop();
    await this.parts.sender.close();
  }
}

export const webhookProviders: readonly Provider[] = [
  {
    provide: WebhookBook,
    inject: [SharedPool],
    useFactory: ({ pool }: SharedPool) => new PostgresWebhookBook(pool),
  },
  {
    provide: WebhookOutbox,
    inject: [SharedPool],
    useFactory: ({ pool }: SharedPool) => new PostgresWebhookOutbox(pool),
  },
  {
    provide: ManageWebhooks,
    inject: [WebhookBook, WebhookOutbox, AccessTokens, Ids, Runtime],
    useFactory: (
      book: WebhookBook,
      outbox: WebhookOutbox,
      tokens: AccessTokens,
      ids: Ids,
      runtime: Runtime,
    ) => new ManageWebhooks(book, outbox, tokens, ids, allowsPrivate(runtime)),
  },
  bind(ForgetNotices, [WebhookOutbox, Incidents]),
  {
    provide: NoticeWorker,
    inject: [Runtime, WebhookBook, WebhookOutbox, ForgetNotices, Clock, Incidents],
    useFactory: (
      runtime: Runtime,
      book: WebhookBook,
      outbox: WebhookOutbox,
      forget: ForgetNotices,
      clock: Clock,
      incidents: Incidents,
    ) => {
      const sender = new HttpNoticeSender({ allowPrivate: allowsPrivate(runtime), nowMs });
      const world = { outbox, clock, incidents, timers: new NodeTimers() };
      return new NoticeWorker({ runtime, book, sender, forget }, world);
    },
  },
];

/** Receivers compare it with their own clocks, not with the database's, which the sandbox moves. */
const nowMs = (): number => Date.now();

function allowsPrivate({ environment }: Runtime): boolean {
  return environment.PARLEY_WEBHOOKS_ALLOW_PRIVATE === 'true';
}
