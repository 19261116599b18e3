import type { CampaignFacts, MessageFacts, WebhookFacts } from '#core/doctor/campaign-facts.ts';

type Json = Readonly<Record<string, unknown>>;

/** Deeper than any message of Braze's; what lies below is left alone. */
const DEEPEST = 12;

/**
 * What the answer of `/campaigns/details` or `/canvas/details` says, as far as it says it: fields
 * may be missing, or be another thing tomorrow.
 *
 * @see https://www.braze.com/docs/api/endpoints/export/campaigns/get_campaign_details/
 */
export function campaignFactsOf(body: unknown): CampaignFacts {
  const json = objectOf(body);
  return {
    name: textOf(json['name']),
    isEnabled: flagOf(json['enabled']),
    isDraft: flagOf(json['draft']),
    isArchived: flagOf(json['archived']),
    hasUnlaunchedChanges: flagOf(json['has_post_launch_draft']),
    scheduleType: textOf(json['schedule_type']),
    channels: listOf(json['channels']).filter((one) => typeof one === 'string'),
    messages: Object.values(objectOf(json['messages'])).map((one) => messageOf(objectOf(one))),
  };
}

function messageOf(json: Json): MessageFacts {
  const channel = textOf(json['channel']);
  return {
    channel,
    isControl: json['type'] === 'control',
    texts: textsIn(json),
    templateName: textOf(json['template_name']) || undefined,
    subscriptionGroup: textOf(json['subscription_group_id']) || undefined,
    webhook: channel === 'webhook' && json['type'] !== 'control' ? webhookOf(json) : undefined,
  };
}

function webhookOf(json: Json): WebhookFacts {
  const headers = Object.entries(objectOf(json['headers'])).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  return {
    url: textOf(json['url']),
    method: textOf(json['method']),
    body: textOf(json['body']),
    headers: new Map(headers),
  };
}

function textsIn(value: unknown, depth = 0): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return [];
  return Object.values(value).flatMap((one) => textsIn(one, depth + 1));
}

function objectOf(value: unknown): Json {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Json) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function flagOf(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}
