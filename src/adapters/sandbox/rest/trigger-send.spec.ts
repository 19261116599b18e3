import { describe, expect, it } from '@jest/globals';

import { callRest } from '../../../../test/support/sandbox/rest-caller.ts';
import type { ChatMessage } from '../messaging/chat-message.ts';
import { SandboxBraze } from '../sandbox-braze.ts';
import type { RestAnswer } from './rest-answer.ts';

const CAMPAIGN = '/campaigns/trigger/send';
const HOUR_MS = 3_600_000;

function sandboxWith(...externalIds: readonly string[]): SandboxBraze {
  const sandbox = new SandboxBraze({ realNow: () => Date.UTC(2026, 8, 2) });
  for (const value of externalIds) sandbox.people.create([{ kind: 'external_id', value }]);
  return sandbox;
}

function to(externalId: string, text = 'hello', more: object = {}): object {
  const trigger_properties = { external_system_msg_body: text };
  return { external_user_id: externalId, trigger_properties, ...more };
}

function send(sandbox: SandboxBraze, recipients: readonly object[], more: object = {}): RestAnswer {
  return callRest(sandbox, CAMPAIGN, { campaign_id: 'parley-text', recipients, ...more });
}

function chatOf(sandbox: SandboxBraze, externalId: string): readonly ChatMessage[] {
  return sandbox.people.findByAny(externalId)?.chat.toArray() ?? [];
}

describe('POST /campaigns/trigger/send', () => {
  it('takes the call of the guide and shows its text to the customer', () => {
    const sandbox = sandboxWith('ana');

    const { status, body } = send(sandbox, [to('ana', 'your external system message')]);

    expect(status).toBe(201);
    expect(body).toEqual({
      message: 'success',
      dispatch_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(chatOf(sandbox, 'ana')).toMatchObject([
      { status: 'sent', content: { kind: 'text', text: 'your external system message' } },
    ]);
  });

  it.each([
    ['an unknown campaign', { campaign_id: 'other' }, [to('ana')], 'Invalid Campaign ID'],
    ['no campaign', { campaign_id: '' }, [to('ana')], 'Invalid Campaign ID'],
    ['no recipient', {}, [], 'No Recipients'],
    ['only recipients that name nobody', {}, [{}], 'No Recipients'],
    [
      '51 recipients',
      {},
      Array.from({ length: 51 }, (_, i) => to(`u${String(i)}`)),
      'The max number of external_ids and aliases per request was exceeded',
    ],
    [
      'more than 50 KB of properties',
      {},
      [to('ana', 'x'.repeat(51_200))],
      'Max Input Length Exceeded',
    ],
  ])('refuses %s and sends nothing', (_, more, recipients, message) => {
    const sandbox = sandboxWith('ana');

    const answer = send(sandbox, recipients, more);

    expect(answer).toMatchObject({ status: 400, body: { message } });
    expect(chatOf(sandbox, 'ana')).toEqual([]);
  });

  it('sends one message to somebody who is named twice', () => {
    const sandbox = sandboxWith('ana');

    send(sandbox, [to('ana', 'one'), to('ana', 'two')]);

    expect(chatOf(sandbox, 'ana').map(({ content }) => content)).toEqual([
      { kind: 'text', text: 'one' },
    ]);
    expect(sandbox.ledger.counters.duplicate_recipients).toBe(1);
  });

  it('sends to the right recipients and tells the wrong ones in errors', () => {
    const sandbox = sandboxWith('ana');

    const { status, body } = send(sandbox, [
      to('ana'),
      { ...to('ben'), user_alias: { alias_name: 'b', alias_label: 'x' } },
    ]);

    expect(status).toBe(201);
    expect(body['errors']).toEqual([expect.stringContaining('recipients[1]')]);
    expect(chatOf(sandbox, 'ana')).toHaveLength(1);
  });

  it.each([
    ['paused', 'The campaign is paused. Resume the campaign'],
    ['archived', 'The campaign is archived. Unarchive the campaign'],
  ] as const)('answers 201 with a notice and no dispatch id while %s', (state, notice) => {
    const sandbox = sandboxWith('ana');
    sandbox.knowCampaigns([{ id: 'parley-text', state }]);

    const { status, body } = send(sandbox, [to('ana')]);

    expect(status).toBe(201);
    expect(body).toEqual({ message: 'success', notice: expect.stringContaining(notice) });
    expect(chatOf(sandbox, 'ana')).toEqual([]);
  });

  it('lets own properties override the shared ones', () => {
    const sandbox = sandboxWith('ana', 'ben');

    send(sandbox, [to('ana', 'own'), { external_user_id: 'ben' }], {
      trigger_properties: { external_system_msg_body: 'shared' },
    });

    expect(chatOf(sandbox, 'ana')[0]?.content).toMatchObject({ text: 'own' });
    expect(chatOf(sandbox, 'ben')[0]?.content).toMatchObject({ text: 'shared' });
  });

  it('applies attributes before it sends, the subscription included', () => {
    const sandbox = sandboxWith('ana');
    const unsubscribed = [
      { subscription_group_id: 'parley-whatsapp', subscription_state: 'unsubscribed' },
    ];

    send(sandbox, [
      to('ana', 'bye', { attributes: { plan: 'gold', subscription_groups: unsubscribed } }),
    ]);

    expect(sandbox.people.findByAny('ana')?.attributes).toEqual({ plan: 'gold' });
    expect(chatOf(sandbox, 'ana')[0]).toMatchObject({ status: 'not-sent' });
  });

  it('sends once only by a campaign that is not re-eligible', () => {
    const sandbox = sandboxWith('ana');
    sandbox.knowCampaigns([{ id: 'parley-text', reEligible: false }]);

    send(sandbox, [to('ana')]);
    send(sandbox, [to('ana')]);

    expect(chatOf(sandbox, 'ana').map(({ status }) => status)).toEqual(['sent', 'not-sent']);
  });

  it.each([
    ['is adopted by default', to('new'), 1],
    [
      'is not sent to with send_to_existing_only',
      to('new', 'x', { send_to_existing_only: true }),
      0,
    ],
    [
      'is made with attributes',
      to('new', 'x', { send_to_existing_only: false, attributes: {} }),
      1,
    ],
  ])('a stranger %s', (_, recipient, messages) => {
    const sandbox = sandboxWith();

    expect(send(sandbox, [recipient]).status).toBe(201);

    expect(chatOf(sandbox, 'new')).toHaveLength(messages);
  });

  it('answers 201 for an unknown alias and sends nothing', () => {
    const sandbox = sandboxWith('ana');
    const user_alias = { alias_name: 'nobody', alias_label: 'crm' };

    expect(send(sandbox, [{ user_alias }]).status).toBe(201);

    expect(sandbox.ledger.counters).toMatchObject({ messages_sent: 0, messages_not_sent: 1 });
  });

  it('accepts free text after 24 hours, which WhatsApp then refuses', async () => {
    const sandbox = sandboxWith('ana');
    const ana = sandbox.people.findByAny('ana');
    if (ana === undefined) throw new Error('Ana is missing');
    sandbox.inbound.customerWrites(ana, { text: 'hi', mediaUrls: [] });

    await sandbox.clock.advance(24 * HOUR_MS - 1);
    send(sandbox, [to('ana', 'in time')]);
    await sandbox.clock.advance(1);
    send(sandbox, [to('ana', 'late')]);
    send(sandbox, [to('ana', 'template')], { campaign_id: 'parley-template' });

    const outcomes = chatOf(sandbox, 'ana').filter(({ direction }) => direction === 'out');
    expect(outcomes).toMatchObject([
      { status: 'sent' },
      { status: 'failed', code: 131047 },
      { status: 'sent' },
    ]);
  });

  it('takes the properties of a Canvas from its context', () => {
    const sandbox = sandboxWith('ana');
    const context = { external_system_msg_body: 'from the canvas' };

    callRest(sandbox, '/canvas/trigger/send', {
      canvas_id: 'parley-canvas',
      recipients: [{ external_user_id: 'ana', context }],
    });

    expect(chatOf(sandbox, 'ana')[0]?.content).toMatchObject({ text: 'from the canvas' });
  });

  it('keeps no profile when it only counts', () => {
    const sandbox = new SandboxBraze({ record: 'counters' });

    send(sandbox, [to('ana'), to('ben')]);

    expect(sandbox.ledger.counters.messages_sent).toBe(2);
    expect(sandbox.ledger.arrivals.list(0, 10).map(({ recipient }) => recipient)).toEqual([
      'ana',
      'ben',
    ]);
    expect(sandbox.people.list()).toEqual([]);
  });
});
