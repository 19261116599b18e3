import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';

import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';

import { Deliverer } from '../support/deliverer.ts';
import { eventually } from '../support/eventually.ts';
import { useDatabase } from '../support/postgres/use-database.ts';
import { bearConversation, type SomeReply, statesOf, writeReply } from '../support/reply-rows.ts';
import { type ServedSandbox, serveSandbox } from '../support/sandbox/serve-sandbox.ts';

const database = useDatabase();
const BY = { subscription_group_id: 'parley-whatsapp', message_variation_id: 'v-1' };

describe('Whole messages, by /messages/send', () => {
  let pool: pg.Pool;
  let served: ServedSandbox;
  let deliverer: Deliverer;

  beforeAll(() => {
    pool = ordinaryPool(database(), 2, 'test');
  });
  afterAll(() => pool.end());
  beforeEach(async () => {
    served = await serveSandbox();
    served.sandbox.knowCampaigns([{ id: 'api-1', delivery: 'messages', variation: 'v-1' }]);
    deliverer = new Deliverer(database(), served.url);
    await deliverer.beat(pool);
  });
  afterEach(async () => {
    await deliverer.stop();
    await served.close();
  });

  async function sent(replies: readonly Omit<SomeReply, 'seq'>[]): Promise<readonly string[]> {
    const written = await Promise.all(
      replies.map((reply) =>
        writeReply(pool, {
          ...{ carrier: 'messages', campaignId: 'api-1', seq: 1, ...reply },
          ...{ leasedBy: deliverer.replicaId, properties: { ...BY, ...reply.properties } },
        }),
      ),
    );
    for (const { conversationId } of written) known(conversationId);
    deliverer.deliver.offer(written);
    const states = async (): Promise<string[]> =>
      (await Promise.all(written.map((one) => statesOf(pool, one.conversationId)))).flat();
    return eventually(states, (all) =>
      all.every((state) => state !== 'leased' && state !== 'in_flight'),
    );
  }

  /** Braze takes whole messages for those alone whom it has a profile of. */
  const known = (value: string): void => {
    served.sandbox.people.create([{ kind: 'external_id', value }]);
  };
  const phoneOf = (value: string): readonly unknown[] =>
    served.sandbox.people
      .find({ kind: 'external_id', value })
      ?.chat.toArray()
      .map(({ content, status }) => ({ ...content, status })) ?? [];

  it('show on the phone what the bubble had, without a campaign for its layout', async () => {
    const [text, picture, buttons, list] = await Promise.all(
      Array.from({ length: 4 }, () => bearConversation(pool)),
    );
    const url = 'https://shop.example/a.png';

    const states = await sent([
      { conversationId: text ?? '', properties: { text: 'Hello' } },
      { conversationId: picture ?? '', properties: { text: 'This one', image: url } },
      { conversationId: buttons ?? '', properties: { text: 'Sure?', buttons: ['Yes', 'No'] } },
      {
        conversationId: list ?? '',
        properties: { text: 'Which?', list_button: 'Sizes', rows: [{ title: 'S' }] },
      },
    ]);

    expect(new Set(states)).toEqual(new Set(['sent']));
    expect(phoneOf(text ?? '')).toEqual([{ kind: 'text', text: 'Hello', status: 'sent' }]);
    expect(phoneOf(picture ?? '')).toMatchObject([{ kind: 'image', url, caption: 'This one' }]);
    expect(phoneOf(buttons ?? '')).toMatchObject([{ kind: 'buttons', buttons: ['Yes', 'No'] }]);
    expect(phoneOf(list ?? '')).toMatchObject([
      { kind: 'list', button: 'Sizes', rows: [{ title: 'S', description: '' }] },
    ]);
    expect(served.sandbox.ledger.counters.by_endpoint).toEqual({ 'POST /messages/send': 4 });
  });

  it('share a call where they are the same, and only there', async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, () => bearConversation(pool)));

    await sent(
      ids.map((conversationId, place) => ({
        conversationId,
        properties: { text: place < 20 ? 'We are open again' : `Order ${String(place)}` },
      })),
    );

    const people = served.sandbox.ledger.calls
      .toArray()
      .map(({ body }) => (body as { external_user_ids: string[] }).external_user_ids.length);
    expect(people.sort((a, b) => b - a)).toEqual([20, ...Array.from({ length: 10 }, () => 1)]);
    expect(phoneOf(ids[25] ?? '')).toMatchObject([{ text: 'Order 25' }]);
  });

  it('fail as a whole where the API campaign or its variation is another', async () => {
    const id = await bearConversation(pool);

    const states = await sent([
      { conversationId: id, properties: { text: 'Hi', message_variation_id: 'v-2' } },
    ]);

    expect(states).toEqual(['failed']);
    expect(phoneOf(id)).toEqual([]);
  });
});
