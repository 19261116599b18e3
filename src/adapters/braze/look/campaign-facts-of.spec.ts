import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { campaignFactsOf } from './campaign-facts-of.ts';

describe('campaignFactsOf', () => {
  it('reads a campaign as the documentation shows it', () => {
    const facts = campaignFactsOf({
      ...{ message: 'success', name: 'Text', enabled: true, draft: false, archived: false },
      ...{ has_post_launch_draft: true, schedule_type: 'api_trigger', channels: ['whats_app'] },
      messages: {
        one: {
          ...{ channel: 'whats_app', layout: 'quick-reply', subscription_group_id: 'g' },
          ...{ body_text: '{{a}}', buttons: [{ text: '{{b}}' }] },
        },
        two: { channel: 'whats_app', type: 'control' },
      },
    });

    expect(facts).toMatchObject({
      ...{ isEnabled: true, hasUnlaunchedChanges: true, scheduleType: 'api_trigger' },
      messages: [{ isControl: false, subscriptionGroup: 'g' }, { isControl: true }],
    });
    expect(facts.messages[0]?.texts).toEqual(expect.arrayContaining(['{{a}}', '{{b}}']));
  });

  it('reads a webhook with its headers', () => {
    const webhook = {
      channel: 'webhook',
      url: 'u',
      body: 'b',
      method: 'POST',
      headers: { A: '1' },
    };

    expect(campaignFactsOf({ messages: { v: webhook } }).messages[0]?.webhook).toEqual({
      ...{ url: 'u', body: 'b', method: 'POST' },
      headers: new Map([['A', '1']]),
    });
  });

  it('bears whatever comes instead', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (messages, rest) => {
        expect(campaignFactsOf({ messages, channels: rest, name: rest }).messages).toBeDefined();
        expect(campaignFactsOf(rest).name).toEqual(expect.any(String));
      }),
    );
  });
});
