import type { Json } from '../json.ts';
import type { Campaign, Layout } from '../messaging/campaign.ts';

/**
 * A message as `/campaigns/details` tells it, which is less than the composer shows: the address
 * of an image or a link and the rows of a list are in none of the documented fields.
 *
 * @see https://www.braze.com/docs/api/endpoints/export/campaigns/get_campaign_details/#whatsapp
 */
export function messageOf(campaign: Campaign, subscriptionGroupId: string): Json {
  const { channel, layout, properties } = campaign;
  if (channel !== 'whats_app') return { channel, body: liquid(properties.text) };

  const head = { channel, subscription_group_id: subscriptionGroupId, from: ['+34900000000'] };
  if (layout === 'template') {
    const template = { template_name: campaign.name, template_language_code: 'en' };
    return { ...head, ...template, body_variables: [liquid(properties.text)] };
  }
  return {
    ...head,
    layout: LAYOUTS[layout],
    body_text: bodyOf(campaign),
    ...(layout === 'buttons' && {
      buttons: properties.buttons.map((property) => ({ text: liquid(property) })),
    }),
  };
}

/** The documentation names the first three only. */
const LAYOUTS: Readonly<Record<Exclude<Layout, 'template'>, string>> = {
  ...{ text: 'text', image: 'media', document: 'media', buttons: 'quick-reply' },
  ...{ list: 'list', link: 'cta', canvas: 'text' },
};

function bodyOf({ layout, properties }: Campaign): string {
  const isCaption = layout === 'image' || layout === 'document';
  return isCaption ? properties.caption.map(liquid).join('') : liquid(properties.text);
}

function liquid(property: string): string {
  return `{{api_trigger_properties.\${${property}}}}`;
}
