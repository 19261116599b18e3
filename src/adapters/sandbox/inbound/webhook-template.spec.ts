import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { webhookCampaign } from './webhook-campaign.ts';
import { headersInComposer, SHIPPED_BODY } from './webhook-template.ts';

const fileOf = (part: string): string =>
  readFileSync(`docs/braze/inbound-webhook.${part}.liquid`, 'utf8').trim();

describe('the webhook campaign in the composer', () => {
  it('has the body of our set-up guide', () => {
    expect(SHIPPED_BODY).toBe(fileOf('body'));
  });

  it('has the headers of our set-up guide', () => {
    const headers = headersInComposer(webhookCampaign({ secret: 'PUT-YOUR-SECRET-HERE' }));
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);

    expect(lines.join('\n')).toBe(fileOf('headers'));
  });
});
