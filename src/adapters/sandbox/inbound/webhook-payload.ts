import { nameOf, type Person } from '../people/person.ts';

/** What a webhook campaign knows when it renders. */
export interface InboundMoment {
  readonly person: Person;
  readonly text: string;
  readonly mediaUrls: readonly string[];
  readonly dispatchId: string;
  readonly campaignId: string;
  readonly at: Date;
}

/** Which body the marketer pasted into the webhook composer. */
export type PayloadTemplate = 'hardened' | 'raw';

/** The body that Braze sends; from the raw template it need not be JSON. */
export function renderPayload(template: PayloadTemplate, moment: InboundMoment): string {
  return template === 'raw' ? renderRaw(moment) : renderHardened(moment);
}

/**
 * The guide's template: nothing is escaped, so what customers type can break or inject JSON.
 *
 * @see https://www.braze.com/docs/whatsapp_external_system_integration/
 */
function renderRaw({ person, text }: InboundMoment): string {
  return `{
  "user_id": "${nameOf(person, 'external_id') ?? ''}",
  "phone_number": "${nameOf(person, 'phone') ?? ''}",
  "message": "${text}"
}`;
}

/** As docs/braze/inbound-webhook.body.liquid: ids first, each value escaped; a spec compares. */
function renderHardened(moment: InboundMoment): string {
  const { person, text, mediaUrls, dispatchId, campaignId, at } = moment;
  return `{ "v": 1, "channel": "whatsapp",
  "dispatch_id": "${dispatchId}",
  "campaign_id": "${campaignId}",
  "user_id": "${jsonEscape(nameOf(person, 'external_id'))}",
  "braze_id": "${person.brazeId}",
  "phone_number": "${jsonEscape(nameOf(person, 'phone'))}",
  "language": "${jsonEscape(person.profile['language'])}",
  "rendered_at": "${String(Math.floor(at.getTime() / 1_000))}",
  "profile_name": "${jsonEscape(person.profile['first_name'])}",
  "media_urls": "${jsonEscape(mediaUrls.join(','))}",
  "flow_response": "",
  "message": "${jsonEscape(text)}" }`;
}

/** Braze's `json_escape` filter. */
function jsonEscape(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value).slice(1, -1) : '';
}
