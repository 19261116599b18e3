import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { FakeBraze } from '../../../test/support/braze/fake-braze.ts';
import { BrazeClient } from './braze-client.ts';
import { UndiciBrazeMessages } from './undici-braze-messages.ts';

const TIMEOUT_MS = 1500;

/** Keeps the event loop busy between two moments, in milliseconds from now. */
function holdLoop(fromMs: number, untilMs: number): void {
  const untilAt = performance.now() + untilMs;
  setTimeout(() => {
    while (performance.now() < untilAt);
  }, fromMs);
}

describe('BrazeClient', () => {
  const braze = new FakeBraze();
  let client: BrazeClient;

  beforeEach(async () => {
    braze.forget();
    await braze.start();
    client = new BrazeClient({ url: `${braze.url}/`, apiKey: () => 'key' }, 1, TIMEOUT_MS);
  });
  afterEach(async () => {
    await client.close();
    await braze.stop();
  });

  it('answers what Braze answered', async () => {
    const headers = { 'x-ratelimit-reset': '40' };
    braze.mood = () => ({ status: 429, body: { message: 'slow down' }, headers });

    expect(await client.post('/users/track', {})).toEqual({
      kind: 'answered',
      status: 429,
      body: { message: 'slow down' },
      resumeInMs: 40_000,
    });
    expect(braze.calls[0]?.path).toBe('/users/track');
  });

  it.each([
    ['a page', { text: '<html>' }],
    ['half of an answer', { text: '{"message":' }],
    ['ten megabytes', { text: 'x'.repeat(10_000_000) }],
  ])('reads %s as an answer without a body', async (_, mood) => {
    braze.mood = () => mood;

    expect(await client.post('/a', {})).toMatchObject({ status: 201, body: undefined });
  });

  it('follows no redirect', async () => {
    braze.mood = () => ({ status: 301, headers: { location: `${braze.url}/elsewhere` } });

    expect(await client.post('/a', {})).toMatchObject({ kind: 'answered', status: 301 });
    expect(braze.calls).toHaveLength(1);
  });

  it('does not know what became of a call that was cut, or not answered in time', async () => {
    braze.mood = () => ({ cut: true });
    expect((await client.post('/a', {})).kind).toBe('cut');

    braze.mood = () => ({ latencyMs: 5000 });
    expect((await client.post('/a', {})).kind).toBe('cut');
  });

  it('knows that nothing was sent where nobody listened', async () => {
    const nowhere = new BrazeClient({ url: 'http://127.0.0.1:9', apiKey: () => 'key' }, 1);

    expect((await nowhere.post('/a', {})).kind).toBe('unreached');
    await nowhere.close();
  });

  it('knows that nothing was sent where no connection came free, and sends nothing later', async () => {
    braze.mood = () => ({ latencyMs: 5000 });
    // Both run out in one turn of the event loop, or the first's connection would be the second's.
    holdLoop(TIMEOUT_MS - 100, TIMEOUT_MS + 10);
    const first = client.post('/first', {});
    const second = client.post('/second', {});

    expect((await first).kind).toBe('cut');
    expect((await second).kind).toBe('unreached');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(braze.calls.map(({ path }) => path)).toEqual(['/first']);
  });

  it('reads the key for each call', async () => {
    let key = 'old';
    const rotating = new BrazeClient({ url: braze.url, apiKey: () => key }, 1);
    await rotating.post('/a', {});
    key = 'new';
    await rotating.post('/a', {});
    await rotating.close();

    expect(braze.calls.map(({ authorization }) => authorization)).toEqual([
      'Bearer old',
      'Bearer new',
    ]);
  });

  it('triggers a Canvas where the reply is one, with its entry properties', async () => {
    await new UndiciBrazeMessages(client).trigger({
      ...{ carrier: 'canvas', campaignId: 'canvas-1' },
      recipients: [
        {
          recipient: { kind: 'external_id', value: 'ana' },
          properties: { seats: 2 },
          replyId: 'r',
        },
      ],
    });

    expect(braze.calls[0]).toMatchObject({
      path: '/canvas/trigger/send',
      body: {
        canvas_id: 'canvas-1',
        recipients: [
          { external_user_id: 'ana', canvas_entry_properties: { seats: 2, reply_id: 'r' } },
        ],
      },
    });
  });

  it('sends a whole message to external ids and aliases', async () => {
    const properties = {
      ...{ subscription_group_id: 'group', message_variation_id: 'v', text: 'Hello' },
    };
    const to = (kind: 'external_id' | 'phone', value: string) => ({
      ...{ recipient: { kind, value }, properties, replyId: 'r' },
    });

    await new UndiciBrazeMessages(client).trigger({
      ...{ carrier: 'messages', campaignId: 'api-1' },
      recipients: [to('external_id', 'ana'), to('phone', '+34600')],
    });

    expect(braze.calls[0]).toMatchObject({
      path: '/messages/send',
      body: {
        ...{ campaign_id: 'api-1', external_user_ids: ['ana'] },
        user_aliases: [{ alias_label: 'phone', alias_name: '+34600' }],
        messages: {
          whats_app: {
            ...{ subscription_group_id: 'group', message_variation_id: 'v' },
            ...{ message_type: 'text_response_message', message: { body: 'Hello' } },
          },
        },
      },
    });
    expect(JSON.stringify(braze.calls[0]?.body)).not.toMatch(/broadcast|segment|audience/);
  });

  it('does not send a whole message to who has a Braze id only, and says whom it is about', async () => {
    const answer = await new UndiciBrazeMessages(client).trigger({
      ...{ carrier: 'messages', campaignId: 'api-1' },
      recipients: [
        {
          ...{ recipient: { kind: 'external_id', value: 'ana' }, properties: {}, replyId: 'r' },
        },
        { ...{ recipient: { kind: 'braze_id', value: 'b' }, properties: {}, replyId: 's' } },
      ],
    });

    expect(braze.calls).toEqual([]);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ index: 1 }] } });
  });

  it.each([0, 51])('lets no call to %i people leave', async (count) => {
    const recipients = Array.from({ length: count }, (_, place) => ({
      recipient: { kind: 'external_id' as const, value: String(place) },
      properties: {},
      replyId: String(place),
    }));
    const messages = new UndiciBrazeMessages(client);

    await expect(
      messages.trigger({ carrier: 'campaign', campaignId: 'c', recipients }),
    ).rejects.toThrow('1 to 50');
    expect(braze.calls).toHaveLength(0);
  });
});
