import type { Provider } from '@nestjs/common';

import { HttpNoticeSender } from '#adapters/connectors/http-notice-sender.ts';
import { PostgresWebhookBook } from '#adapters/postgres/webhooks/postgres-webhook-book.ts';
import { PostgresWebhookOutbox } from '#adapters/postgres/webhooks/postgres-webhook-outbox.ts';
import { NodeTimers } from '#adapters/system/node-timers.ts';
import { QueuesNow } from '#app/handoff/queues-now.ts';
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
import { OwnChatwoot } from './chatwoot.providers.ts';
import { NoticeSenders } from './notice-senders.ts';
import { Runtime } from './runtime.ts';
import { SharedPool } from './store.providers.ts';

/** Id of the webhook that PARLEY_NOTIFY_URL makes: the same for all replicas. */
const NOTIFY_ID = '00000000-0000-7000-8000-000000000001';

/** Id of the row that stands for the Chatwoot that is set. */
const CHATWOOT_ID = '00000000-0000-7000-8000-000000000002';

/** What tells others, in processes that work. */
export class NoticeWorker {
  private readonly notices: SendNotices;

  constructor(
    private readonly parts: {
      readonly runtime: Runtime;
      readonly book: WebhookBook;
      readonly sender: HttpNoticeSender;
      readonly chatwoot: OwnChatwoot;
      readonly forget: ForgetNotices;
    },
    world: Omit<ConstructorParameters<typeof SendNotices>[0], 'sender'>,
  ) {
    const sender = new NoticeSenders(parts.sender, parts.chatwoot.tell);
    this.notices = new SendNotices({ ...world, sender });
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
    await this.writeChatwoot();
    this.notices.start();
    forget.start();
  }

  /** Nothing is written down for a Chatwoot that is not set any more. */
  private async writeChatwoot(): Promise<void> {
    const { book, runtime, chatwoot } = this.parts;
    const { PARLEY_CHATWOOT_URL: url } = runtime.environment;
    const known = await book.find(CHATWOOT_ID);
    if (chatwoot.tell === undefined || url === undefined) {
      if (known !== undefined && known.disabledAt === undefined) {
        await book.change(CHATWOOT_ID, { enabled: false }, 'environment');
      }
      return;
    }
    const about = 'PARLEY_CHATWOOT_URL';
    const webhook = { id: CHATWOOT_ID, kind: 'chatwoot' as const, url, about, events: NEWS_TYPES };
    await book.add({ ...webhook, secret: '' }, 'environment');
    if (known?.disabledReason === 'by environment') {
      await book.change(CHATWOOT_ID, { enabled: true }, 'environment');
    }
  }

  async stop(): Promise<void> {
    this.parts.forget.stop();
    await this.notices.stop();
    await Promise.all([this.parts.sender.close(), this.parts.chatwoot.close()]);
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
    inject: [WebhookBook, WebhookOutbox, AccessTokens, Ids, QueuesNow, Runtime],
    useFactory: (
      book: WebhookBook,
      outbox: WebhookOutbox,
      tokens: AccessTokens,
      ids: Ids,
      queues: QueuesNow,
      runtime: Runtime,
    ) => new ManageWebhooks(book, outbox, tokens, ids, queues, allowsPrivate(runtime)),
  },
  bind(ForgetNotices, [WebhookOutbox, Incidents]),
  {
    provide: NoticeWorker,
    inject: [Runtime, WebhookBook, WebhookOutbox, ForgetNotices, Clock, Incidents, OwnChatwoot],
    useFactory: (
      runtime: Runtime,
      book: WebhookBook,
      outbox: WebhookOutbox,
      forget: ForgetNotices,
      clock: Clock,
      incidents: Incidents,
      chatwoot: OwnChatwoot,
    ) => {
      const sender = new HttpNoticeSender({ allowPrivate: allowsPrivate(runtime), nowMs });
      const world = { outbox, clock, incidents, timers: new NodeTimers() };
      return new NoticeWorker({ runtime, book, sender, chatwoot, forget }, world);
    },
  },
];

/** Receivers compare it with their own clocks, not with the database's, which the sandbox moves. */
const nowMs = (): number => Date.now();

function allowsPrivate({ environment }: Runtime): boolean {
  return environment.PARLEY_WEBHOOKS_ALLOW_PRIVATE === 'true';
}
