import type { MessageReceived } from '#core/conversation/conversation-event.ts';
import type { Identity } from '#core/conversation/identity.ts';

import { applyHeaders } from './apply-headers.ts';
import type { IdentityHeaders } from './identity-headers.ts';
import { mediaUrls } from './media-urls.ts';
import { type BodyReading, readBody } from './read-body.ts';
import { type RenderedTime, renderedTime } from './rendered-time.ts';
import { storableText } from './storable-text.ts';
import { attributesIn } from './told-attributes.ts';
import type { WebhookFields } from './webhook-fields.ts';
import { identitiesOf, isUsable } from './webhook-identities.ts';
import type { ReadingFlag, Refusal, WebhookReading } from './webhook-reading.ts';

/** What Braze's composer renders as the dispatch of every test send. */
const TEST_DISPATCH = 'dispatch_id_for_unsent_campaign';
const LIQUID = /\{\{|\{%/;

export interface WebhookRequest {
  /** Decoded as UTF-8, whatever the content type says; U+FFFD for what is none. */
  readonly body: string;
  readonly headers: IdentityHeaders;
  readonly now: Date;
  /** Whose message it is, where an operator has decided that; the request's own names give way. */
  readonly identity?: Identity;
}

/** Reads one request of the webhook campaign: never throws, whatever came. */
export function readWebhook(request: WebhookRequest): WebhookReading {
  const { headers } = request;
  if (headers.verdict === 'forged' && request.identity === undefined) return BAD_SIGNATURE;

  const body = readBody(request.body);
  if ('reason' in body) return body;
  if (request.identity !== undefined) {
    const decided = { ...body, fields: withoutBrokenDispatch(body.fields) };
    return messageFor([request.identity], decided, request);
  }

  const fields = applyHeaders(body.fields, headers);
  if (fields === undefined) return IDENTITY_MISMATCH;
  const identities = identitiesOf(fields);
  return (
    refusalOf(identities, fields) ?? messageFor(identities, { fields, flags: body.flags }, request)
  );
}

function refusalOf(identities: readonly Identity[], fields: WebhookFields): Refusal | undefined {
  const names = identities.map(({ value }) => value);
  if (fields.dispatch_id !== undefined) names.push(fields.dispatch_id);
  if (names.some((name) => LIQUID.test(name))) return UNRENDERED;
  if (!names.every(isUsable)) return UNUSABLE_IDENTITY;
  if (identities.length > 0) return undefined;
  return fields.hasLateIdentity ? LATE_IDENTITY : NO_IDENTITY;
}

/** A dispatch that was never rendered is the same for all messages: none of them is a duplicate. */
function withoutBrokenDispatch(fields: WebhookFields): WebhookFields {
  const { dispatch_id = '' } = fields;
  const isBroken = LIQUID.test(dispatch_id) || !isUsable(dispatch_id);
  return isBroken ? { ...fields, dispatch_id: undefined } : fields;
}

function messageFor(
  identities: readonly Identity[],
  { fields, flags }: BodyReading,
  { headers, now }: WebhookRequest,
): WebhookReading {
  const time = fields.rendered_at === undefined ? undefined : renderedTime(fields.rendered_at, now);
  const event = eventOf(fields, time);

  const all: ReadingFlag[] = [...flags];
  if (isAltered(event, fields)) all.push('altered-text');
  if (headers.verdict === 'unsigned') all.push('unsigned-headers');
  if (fields.dispatch_id === TEST_DISPATCH) all.push('test-send');
  if (time?.flag !== undefined) all.push(time.flag);
  return { identities, event, flags: all };
}

type Draft = { -readonly [Key in keyof MessageReceived]: MessageReceived[Key] };

/** Written out, for a spread for each key that may be missing costs more than all the rest of reading. */
function eventOf(fields: WebhookFields, time: RenderedTime | undefined): MessageReceived {
  const { media_urls, flow_response, language, profile_name, dispatch_id, campaign_id } = fields;
  const draft: Draft = {
    kind: 'message',
    text: storableText(fields.message ?? ''),
    media: media_urls === undefined ? [] : mediaUrls(storableText(media_urls)),
  };
  if (flow_response !== undefined) draft.flowResponse = storableText(flow_response);
  if (language !== undefined) draft.language = storableText(language);
  if (profile_name !== undefined) draft.profileName = storableText(profile_name);
  if (time !== undefined) draft.renderedAt = time.renderedAt;
  if (dispatch_id !== undefined) draft.dispatchId = storableText(dispatch_id);
  if (campaign_id !== undefined) draft.campaignId = storableText(campaign_id);
  const attributes = fields.attributes === undefined ? undefined : attributesIn(fields.attributes);
  if (attributes !== undefined) draft.attributes = attributes;
  return draft;
}

function isAltered({ text }: MessageReceived, { message = '' }: WebhookFields): boolean {
  return text !== message || text.includes('\uFFFD');
}

const BAD_SIGNATURE: Refusal = {
  reason: 'bad-signature',
  detail:
    'X-Parley-Signature does not fit: sign "user.dispatch.timestamp" with a secret that is in force',
};
const IDENTITY_MISMATCH: Refusal = {
  reason: 'identity-mismatch',
  detail:
    'The body names another user or dispatch than the headers: the headers are to be believed',
};
const UNRENDERED: Refusal = {
  reason: 'unrendered-template',
  detail:
    'Liquid was not rendered in an identity or the dispatch id: correct the template in Braze',
};
const UNUSABLE_IDENTITY: Refusal = {
  reason: 'unusable-identity',
  detail: 'A user or dispatch is longer than 512 characters or has characters that no id has',
};
const NO_IDENTITY: Refusal = {
  reason: 'no-identity',
  detail: 'No user_id, alias, braze_id, BSUID or phone number: send braze_id, which everyone has',
};
const LATE_IDENTITY: Refusal = {
  reason: 'no-identity',
  detail: 'Identity stands behind the text, where a customer could have typed it: put it before',
};
