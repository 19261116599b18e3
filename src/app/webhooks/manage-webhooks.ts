import type { QueuesNow } from '#app/handoff/queues-now.ts';
import type { AccessTokens } from '#app/ports/access-tokens.ts';
import type { Ids } from '#app/ports/ids.ts';
import type { Webhook, WebhookBook, WebhookChange } from '#app/ports/webhook-book.ts';
import type { ShownNotice, WebhookOutbox } from '#app/ports/webhook-outbox.ts';
import { NEWS_TYPES, type NewsType } from '#core/handoff/desk-news.ts';

import {
  NoSuchQueueToTellOf,
  NoSuchWebhook,
  WebhookAddressRefused,
  WebhookIsBuiltIn,
} from './webhook-errors.ts';

/** For so long the secret before signs too. */
const OVERLAP_MS = 24 * 3_600_000;

export interface WantedWebhook {
  readonly url: string;
  readonly about: string;
  /** Without any, all. */
  readonly events: readonly NewsType[];
  /** Only news of conversations in these; without any, in all. */
  readonly queues: readonly string[];
}

export interface MadeWebhook {
  /** `whsec_…`, shown this once. */
  readonly secret: string;
  readonly webhook: Webhook;
}

/** Addresses that are told what people do with conversations. */
export class ManageWebhooks {
  constructor(
    private readonly book: WebhookBook,
    private readonly outbox: Pick<WebhookOutbox, 'list' | 'redrive'>,
    private readonly tokens: AccessTokens,
    private readonly ids: Ids,
    private readonly queues: Pick<QueuesNow, 'execute'>,
    /** Whether `http://` and private networks are let in. */
    private readonly allowPrivate: boolean,
  ) {}

  list(): Promise<readonly Webhook[]> {
    return this.book.list();
  }

  /** @throws NoSuchWebhook */
  async find(id: string): Promise<Webhook> {
    const webhook = await this.book.find(id);
    if (webhook === undefined) throw new NoSuchWebhook(id);
    return webhook;
  }

  /** @throws WebhookAddressRefused, NoSuchQueueToTellOf */
  async add(wanted: WantedWebhook, actor: string): Promise<MadeWebhook> {
    const { url, about, events } = wanted;
    const address = this.addressOf(url);
    const queues = await this.queuesOf(wanted.queues, []);
    const id = this.ids.next();
    const secret = this.newSecret();
    const all = events.length === 0 ? NEWS_TYPES : events;
    const webhook = { id, kind: 'http' as const, url: address, about, events: all, queues, secret };
    await this.book.add(webhook, actor);
    return { secret, webhook: await this.find(id) };
  }

  /** @throws NoSuchWebhook, WebhookAddressRefused, WebhookIsBuiltIn, NoSuchQueueToTellOf */
  async change(id: string, change: WebhookChange, actor: string): Promise<Webhook> {
    const { kind, queues: had } = await this.find(id);
    const { url, events, queues } = change;
    if (kind !== 'http' && (url ?? events ?? queues) !== undefined) throw new WebhookIsBuiltIn(id);
    const read = {
      ...(url !== undefined && { url: this.addressOf(url) }),
      ...(queues !== undefined && { queues: await this.queuesOf(queues, had) }),
    };
    if (!(await this.book.change(id, { ...change, ...read }, actor))) {
      throw new NoSuchWebhook(id);
    }
    return this.find(id);
  }

  /** @param overlapMs for how long both sign @throws NoSuchWebhook, WebhookIsBuiltIn */
  async rotate(id: string, actor: string, overlapMs = OVERLAP_MS): Promise<MadeWebhook> {
    if ((await this.find(id)).kind !== 'http') throw new WebhookIsBuiltIn(id);
    const secret = this.newSecret();
    await this.book.rotate(id, secret, overlapMs, actor);
    return { secret, webhook: await this.find(id) };
  }

  /** @throws NoSuchWebhook, WebhookIsBuiltIn */
  async remove(id: string, actor: string): Promise<void> {
    if ((await this.find(id)).kind !== 'http') throw new WebhookIsBuiltIn(id);
    await this.book.remove(id, actor);
  }

  /** The newest first. @throws NoSuchWebhook */
  async notices(
    id: string,
    state: ShownNotice['state'] | undefined,
    limit: number,
  ): Promise<readonly ShownNotice[]> {
    await this.find(id);
    return this.outbox.list(id, state, limit);
  }

  /** What was given up is tried anew; answers how many. @throws NoSuchWebhook */
  async redrive(id: string, actor: string): Promise<number> {
    await this.find(id);
    return this.outbox.redrive(id, actor);
  }

  /** @param had what it names already stays, though a release may have done away with it */
  private async queuesOf(
    wanted: readonly string[],
    had: readonly string[],
  ): Promise<readonly string[]> {
    if (wanted.length === 0) return [];
    const known = await this.queues.execute();
    const unknown = wanted.filter((queue) => !known.has(queue) && !had.includes(queue));
    if (unknown.length > 0) throw new NoSuchQueueToTellOf(unknown, [...known.keys()]);
    return [...new Set(wanted)];
  }

  private addressOf(text: string): string {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined) throw new WebhookAddressRefused('write a whole one, https://…');
    const isWeb = url.protocol === 'https:' || (this.allowPrivate && url.protocol === 'http:');
    if (!isWeb) throw new WebhookAddressRefused('it must begin with https://');
    if (url.username !== '' || url.password !== '') {
      throw new WebhookAddressRefused('leave name and password out: requests are signed');
    }
    url.hash = '';
    return url.href;
  }

  /** @see https://github.com/standard-webhooks/standard-webhooks: `whsec_` and base64 */
  private newSecret(): string {
    const base64 = this.tokens.next().replaceAll('-', '+').replaceAll('_', '/');
    return `whsec_${base64.padEnd(Math.ceil(base64.length / 4) * 4, '=')}`;
  }
}
