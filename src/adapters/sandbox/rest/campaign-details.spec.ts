import { beforeEach, describe, expect, it } from '@jest/globals';

import { callRest } from '../../../../test/support/sandbox/rest-caller.ts';
import { SandboxBraze } from '../sandbox-braze.ts';

describe('what the REST API tells of campaigns', () => {
  let sandbox: SandboxBraze;
  beforeEach(() => {
    sandbox = new SandboxBraze({ webhook: { url: 'https://parley.example/x', secret: 's3cret' } });
  });

  const get = (path: string): unknown => callRest(sandbox, path, {}).body;

  it('shows text and buttons of a message, and none of what Braze keeps to itself', () => {
    expect(get('/campaigns/details?campaign_id=parley-buttons-2')).toMatchObject({
      ...{ enabled: true, draft: false, archived: false, schedule_type: 'api_trigger' },
      channels: ['whats_app'],
      messages: {
        'parley-buttons-2-variation': {
          layout: 'quick-reply',
          body_text: '{{api_trigger_properties.${external_system_msg_body}}}',
          buttons: expect.arrayContaining([{ text: '{{api_trigger_properties.${button_1}}}' }]),
        },
      },
    });
    expect(JSON.stringify(get('/campaigns/details?campaign_id=parley-image'))).not.toContain(
      'image_url',
    );
  });

  it('tells a template from a response message by its fields', () => {
    expect(get('/campaigns/details?campaign_id=parley-template')).toMatchObject({
      messages: { 'parley-template-variation': { template_name: 'Parley: template' } },
    });
  });

  it.each(['hardened', 'raw'] as const)('shows the %s webhook as it was typed', (template) => {
    sandbox.inbound.campaign.template = template;

    expect(get('/campaigns/details?campaign_id=parley-inbound')).toMatchObject({
      schedule_type: 'action_based',
      messages: {
        'parley-inbound-variation': {
          url: 'https://parley.example/x',
          body: expect.stringContaining(template === 'raw' ? 'message": "{{whats' : '"v": 1'),
          headers: { Authorization: 'Bearer s3cret' },
        },
      },
    });
  });

  it('lists a hundred at a time, without those put away', () => {
    sandbox.knowCampaigns(Array.from({ length: 120 }, (_, i) => `more-${String(i)}`));
    sandbox.knowCampaigns([{ id: 'old', state: 'archived' }]);
    const page = (query: string): readonly { id: string }[] =>
      (get(`/campaigns/list?${query}`) as { campaigns: { id: string }[] }).campaigns;

    expect(page('page=0')).toHaveLength(100);
    expect(page('page=0')[0]).toMatchObject({ id: 'parley-inbound', is_api_campaign: false });
    expect(page('page=1')).toHaveLength(29);
    expect(page('page=0&sort_direction=desc')[0]).toMatchObject({ id: 'more-119' });
    expect(page('include_archived=true&sort_direction=desc')[0]).toMatchObject({ id: 'old' });
  });

  it('shows a Canvas', () => {
    expect(get('/canvas/details?canvas_id=parley-canvas')).toMatchObject({ enabled: true });
    expect(callRest(sandbox, '/canvas/details?canvas_id=x', {}).status).toBe(400);
  });

  it('refuses what the key has no permission for', () => {
    sandbox.permissions = ['campaigns.list'];

    expect(callRest(sandbox, '/campaigns/details?campaign_id=x', {})).toEqual({
      status: 403,
      body: { message: 'Access Denied' },
    });
    expect(callRest(sandbox, '/campaigns/list', {}).status).toBe(200);
  });

  it.each([
    ['is a draft', { state: 'draft' }],
    ['is action-based', { delivery: 'action' }],
  ] as const)('does not trigger a campaign that %s', (_, trap) => {
    sandbox.knowCampaigns([{ id: 'c', ...trap }]);
    const recipients = [{ external_user_id: 'ana' }];

    const answer = callRest(sandbox, '/campaigns/trigger/send', { campaign_id: 'c', recipients });

    expect(answer).toEqual({ status: 400, body: { message: 'Invalid Campaign ID' } });
  });

  it('takes a trigger of an e-mail campaign, and the phone shows nothing', () => {
    sandbox.knowCampaigns([{ id: 'c', channel: 'email' }]);
    const recipients = [
      { external_user_id: 'ana', trigger_properties: { external_system_msg_body: 'hi' } },
    ];

    const answer = callRest(sandbox, '/campaigns/trigger/send', { campaign_id: 'c', recipients });

    expect(answer.status).toBe(201);
    expect(sandbox.people.list()[0]?.chat.toArray()).toMatchObject([{ status: 'not-sent' }]);
  });
});
