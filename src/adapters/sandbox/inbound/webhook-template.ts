import type { WebhookCampaign } from './webhook-campaign.ts';

/** docs/braze/inbound-webhook.body.liquid; a spec compares. */
export const SHIPPED_BODY = `{ "v": 1, "channel": "whatsapp",
  "dispatch_id": "{{campaign.\${dispatch_id}}}",
  "campaign_id": "{{campaign.\${api_id}}}",
  "user_id": "{{\${user_id} | json_escape}}",
  "braze_id": "{{\${braze_id}}}",
  "phone_number": "{{\${phone_number} | json_escape}}",
  "language": "{{\${language} | json_escape}}",
  "rendered_at": "{{ 'now' | date: '%s' }}",
  "profile_name": "{{whats_app.\${inbound_profile_name} | json_escape}}",
  "media_urls": "{{whats_app.\${inbound_media_urls} | join: ',' | json_escape}}",
  "flow_response": "{{whats_app.\${inbound_flow_response} | json_escape}}",
  "message": "{{whats_app.\${inbound_message_body} | json_escape}}" }`;

/** The Braze guide's, which escapes nothing. */
export const GUIDE_BODY = `{
  "user_id": "{{\${user_id}}}",
  "phone_number": "{{\${phone_number}}}",
  "message": "{{whats_app.\${inbound_message_body}}}"
}`;

/** The headers as somebody typed them into the composer: the secret stands in them. */
export function headersInComposer({ secret, signs }: WebhookCampaign): Record<string, string> {
  const basic = { 'Content-Type': 'application/json', Authorization: `Bearer ${secret}` };
  if (!signs) return basic;

  const signed = `{{\${user_id}}}.{{campaign.\${dispatch_id}}}.{{ 'now' | date: '%s' }}`;
  return {
    ...basic,
    'X-Parley-User': '{{${user_id}}}',
    'X-Parley-Dispatch': '{{campaign.${dispatch_id}}}',
    'X-Parley-Timestamp': "{{ 'now' | date: '%s' }}",
    'X-Parley-Signature': `{% capture signed %}${signed}{% endcapture %}{{ signed | hmac_sha256_hex: '${secret}' }}`,
  };
}
