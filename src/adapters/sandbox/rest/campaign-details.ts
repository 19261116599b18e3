import type { Campaign } from '../messaging/campaign.ts';
import type { SandboxBraze } from '../sandbox-braze.ts';
import { ok, refused, type RestAnswer } from './rest-answer.ts';

/**
 * `GET /campaigns/details?campaign_id=`
 *
 * @see https://www.braze.com/docs/api/endpoints/export/campaigns/get_campaign_details/
 */
export function campaignDetails(sandbox: SandboxBraze, query: URLSearchParams): RestAnswer {
  const id = query.get('campaign_id') ?? '';
  if (id === sandbox.inbound.campaign.id) return ok(inboundDetails(sandbox));

  const campaign = sandbox.campaigns.find(id);
  return campaign === undefined
    ? refused(400, 'Invalid Campaign ID')
    : ok(outboundDetails(campaign, sandbox.subscriptionGroupId));
}

function outboundDetails(campaign: Campaign, subscriptionGroupId: string): Record<string, unknown> {
  return {
    ...statesOf(campaign.state),
    name: campaign.name,
    schedule_type: 'api_trigger',
    channels: ['whats_app'],
    messages: {
      [`${campaign.id}-variation`]: {
        channel: 'whats_app',
        layout: campaign.layout,
        subscription_group_id: subscriptionGroupId,
        body_text: propertiesOf(campaign).map(liquid).join('\n'),
      },
    },
  };
}

function inboundDetails({ inbound }: SandboxBraze): Record<string, unknown> {
  const { id, url = '', template } = inbound.campaign;
  const message = template === 'raw' ? '' : ' | json_escape';
  return {
    ...statesOf('active'),
    name: 'Parley: inbound webhook',
    schedule_type: 'action_based',
    channels: ['webhook'],
    messages: {
      [`${id}-variation`]: {
        channel: 'webhook',
        type: 'raw_text',
        method: 'POST',
        url,
        body: `{"user_id": "{{\${user_id}}}", "message": "{{whats_app.\${inbound_message_body}${message}}}"}`,
        headers: { 'Content-Type': 'application/json', Authorization: 'Bearer …' },
      },
    },
  };
}

function statesOf(state: Campaign['state']): Record<string, boolean> {
  return { enabled: state === 'active', draft: false, archived: state === 'archived' };
}

/** Names of the properties that the layout reads. */
function propertiesOf({ layout, properties }: Campaign): readonly string[] {
  const { text, buttons, listButton, rows, caption, imageUrl, documentUrl, linkUrl } = properties;
  switch (layout) {
    case 'text':
    case 'template':
    case 'canvas':
      return [text];
    case 'buttons':
      return [text, ...buttons];
    case 'list':
      return [text, listButton, rows];
    case 'image':
      return [imageUrl, ...caption];
    case 'document':
      return [documentUrl, properties.filename, ...caption];
    case 'link':
      return [text, linkUrl, properties.linkButton];
  }
}

function liquid(property: string): string {
  return `{{api_trigger_properties.\${${property}}}}`;
}
