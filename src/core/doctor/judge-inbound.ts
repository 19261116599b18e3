import { type CampaignFacts, deliveryOf, isLive, type WebhookFacts } from './campaign-facts.ts';
import { asked, green, red, type Said } from './finding.ts';
import { CONTROL, UNLAUNCHED } from './judge-campaign.ts';
import { judgeWebhookAddress, leadsToADoor } from './judge-webhook-address.ts';
import { judgeWebhookBody } from './judge-webhook-body.ts';
import { judgeWebhookHeaders, type Opens } from './judge-webhook-headers.ts';

/** Whether a campaign forwards what customers write, to Parley or to somebody else. */
export function forwardsMessages({ messages }: CampaignFacts): boolean {
  return webhooksOf({ messages }).some(
    ({ url, body }) => leadsToADoor(url) || body.includes('whats_app.${inbound'),
  );
}

/** The webhooks that a campaign sends, one a variation. */
export function webhooksOf({ messages }: Pick<CampaignFacts, 'messages'>): readonly WebhookFacts[] {
  return messages.flatMap(({ webhook }) => (webhook === undefined ? [] : [webhook]));
}

/** How many campaigns forward: it has to be exactly one. */
export function judgeCount(forwarding: readonly CampaignFacts[]): Said {
  const live = forwarding.filter(isLive);
  const names = live.map(({ name }) => `"${name}"`);
  if (live.length === 1) {
    return green('inbound-one', `${names.join('')} forwards what customers write`);
  }
  if (live.length > 1) {
    return red(
      'inbound-several',
      `${String(live.length)} campaigns forward what customers write: ${names.join(', ')}. A message that two of them match is two messages to Parley`,
      'Stop all but one. Where each has words of its own that no other has, name one by --inbound',
    );
  }
  const stopped = forwarding.map(({ name }) => `"${name}"`).join(', ');
  return red(
    'inbound-none',
    stopped === ''
      ? 'No campaign forwards what customers write: Parley hears nothing'
      : `${stopped} would forward what customers write, and does not run: Parley hears nothing`,
    stopped === '' ? 'Make one as in docs/braze/setup.md' : 'Launch or resume it',
  );
}

/** The inbound webhook campaign, for itself. */
export function judgeInbound(facts: CampaignFacts, opens: Opens): readonly Said[] {
  return [
    judgeDelivery(facts),
    ...(facts.messages.some(({ isControl }) => isControl) ? [CONTROL] : []),
    ...(facts.hasUnlaunchedChanges === true ? [UNLAUNCHED] : []),
    ...webhooksOf(facts).flatMap((webhook) => judgeWebhook(webhook, opens)),
  ];
}

function judgeWebhook({ url, method, body, headers }: WebhookFacts, opens: Opens): readonly Said[] {
  const lower = new Map([...headers].map(([name, value]) => [name.toLowerCase(), value]));
  return [
    ...(method === '' || method.toUpperCase() === 'POST' ? [] : [notPost(method)]),
    ...judgeWebhookAddress(url),
    ...judgeWebhookHeaders(lower, opens),
    ...judgeWebhookBody(body, new Set(lower.keys())),
  ];
}

function notPost(method: string): Said {
  return red('webhook-method', `It calls with ${method}`, 'Choose POST as its HTTP method');
}

function judgeDelivery(facts: CampaignFacts): Said {
  const { scheduleType } = facts;
  switch (deliveryOf(facts)) {
    case 'action':
      return green('inbound-action', 'It is action-based');
    case 'unknown':
      return asked(
        'inbound-delivery-unknown',
        `Is it action-based? Braze calls its delivery "${scheduleType}"`,
        'Schedule Delivery must say Action-Based, on "Send a WhatsApp inbound message"',
      );
    case 'api':
    case 'schedule':
      return red(
        'inbound-not-action',
        `Its delivery is "${scheduleType}": no message of a customer sets it off`,
        'Choose Action-Based, on "Send a WhatsApp inbound message"',
      );
  }
}
