import { describe, expect, it } from '@jest/globals';

import { AccessTokens } from '#app/ports/access-tokens.ts';
import { Ids } from '#app/ports/ids.ts';
import {
  type NewWebhook,
  type Webhook,
  WebhookBook,
  type WebhookChange,
} from '#app/ports/webhook-book.ts';
import type { QueueSettings } from '#core/handoff/queue-settings.ts';

import { ManageWebhooks } from './manage-webhooks.ts';
import { NoSuchQueueToTellOf, NoSuchWebhook, WebhookIsBuiltIn } from './webhook-errors.ts';

class OneBook extends WebhookBook {
  readonly kept = new Map<string, Webhook>();

  override list(): Promise<readonly Webhook[]> {
    return Promise.resolve([...this.kept.values()]);
  }
  override find(id: string): Promise<Webhook | undefined> {
    return Promise.resolve(this.kept.get(id));
  }
  override add(webhook: NewWebhook, actor: string): Promise<void> {
    const { id, kind, url, about, events, queues = [] } = webhook;
    const unused = { failingSince: undefined, disabledAt: undefined, disabledReason: undefined };
    const made = { createdBy: actor, createdAt: new Date(0), pending: 0, dead: 0, ...unused };
    this.kept.set(id, { id, kind, url, about, events, queues, ...made });
    return Promise.resolve();
  }
  override change(id: string, { queues }: WebhookChange): Promise<boolean> {
    const known = this.kept.get(id);
    if (known === undefined) return Promise.resolve(false);
    this.kept.set(id, { ...known, ...(queues !== undefined && { queues }) });
    return Promise.resolve(true);
  }
  override rotate(): Promise<boolean> {
    return Promise.resolve(false);
  }
  override remove(): Promise<boolean> {
    return Promise.resolve(false);
  }
}

class OneToken extends AccessTokens {
  override next = (): string => 'token';
  override oneTimePassword = (): string => 'three words';
  override hashOf = (token: string): string => token;
  override csrfOf = (token: string): string => token;
  override same = (one: string, other: string): boolean => one === other;
}

class OneId extends Ids {
  override next = (): string => 'w1';
}

const URL_OF_SHOP = 'https://shop.example/parley';

/** What manages webhooks in a bot that has these queues. */
function managing(...names: readonly string[]) {
  const book = new OneBook();
  const queues = new Map(names.map((name) => [name, {} as QueueSettings]));
  const webhooks = new ManageWebhooks(
    book,
    { list: () => Promise.resolve([]), redrive: () => Promise.resolve(0) },
    new OneToken(),
    new OneId(),
    { execute: () => Promise.resolve(queues) },
    false,
  );
  const add = (...wanted: readonly string[]) =>
    webhooks.add({ url: URL_OF_SHOP, about: '', events: [], queues: wanted }, 'eve');
  const change = (...wanted: readonly string[]) => webhooks.change('w1', { queues: wanted }, 'eve');
  return { book, queues, webhooks, add, change };
}

describe('ManageWebhooks', () => {
  it('keeps which queues a webhook is told of, each once, and all where none is named', async () => {
    const { add, change } = managing('care', 'fraud');

    expect((await add()).webhook.queues).toEqual([]);
    expect((await add('care', 'fraud', 'care')).webhook.queues).toEqual(['care', 'fraud']);
    expect((await change('fraud')).queues).toEqual(['fraud']);
    expect((await change()).queues).toEqual([]);
  });

  it('refuses queues that nobody has, and says which there are', async () => {
    const { add, change, book } = managing('care', 'fraud');

    await expect(add('care', 'cart')).rejects.toThrow(
      new NoSuchQueueToTellOf(['cart'], ['care', 'fraud']),
    );
    expect(book.kept.size).toBe(0);
    await expect(change('care')).rejects.toThrow(NoSuchWebhook);
    await add('care');
    await expect(change('cart')).rejects.toThrow('There is no queue "cart": bot.yaml has care');
  });

  it('lets stay what a release has done away with', async () => {
    const { add, change, queues } = managing('care', 'fraud');
    await add('care');
    queues.delete('care');

    expect((await change('care', 'fraud')).queues).toEqual(['care', 'fraud']);
  });

  it('changes no queues of the webhook that stands for another desk', async () => {
    const { book, change } = managing('care');
    const desk = { id: 'w1', kind: 'chatwoot' as const, url: URL_OF_SHOP, about: '', events: [] };
    await book.add({ ...desk, secret: '' }, 'environment');

    await expect(change('care')).rejects.toThrow(WebhookIsBuiltIn);
  });
});
