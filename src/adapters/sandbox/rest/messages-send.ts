import { isObject, type Json, listAt, textAt } from '../json.ts';
import type { ListRow, MessageContent } from '../messaging/chat-message.ts';
import { aliasesIn, nameKey, type PersonName } from '../people/person-name.ts';
import type { SandboxBraze } from '../sandbox-braze.ts';
import { created, refused, type RestAnswer } from './rest-answer.ts';
import { MOST_RECIPIENTS, TOO_MANY_RECIPIENTS } from './trigger-send.ts';

/**
 * `POST /messages/send`: the whole content in the call. Recipients must exist already.
 *
 * @see https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_messages/
 */
export function sendMessages(sandbox: SandboxBraze, body: Json): RestAnswer {
  const messages = body['messages'];
  const whatsApp = isObject(messages) ? messages['whats_app'] : undefined;
  if (!isObject(whatsApp)) return refused(400, 'No message to send');
  if (textAt(whatsApp, 'subscription_group_id') === undefined) {
    return refused(400, "'subscription_group_id' is required for WhatsApp messages");
  }
  const campaign = campaignFault(sandbox, body, whatsApp);
  if (campaign !== undefined) return campaign;
  const content = contentOf(whatsApp);
  if (content === undefined) return refused(400, 'Mismatched Message Type');

  const names = namesIn(body);
  if (names.length > MOST_RECIPIENTS) return refused(400, TOO_MANY_RECIPIENTS);
  if (names.length === 0) return refused(400, 'No Recipients');
  return send(sandbox, body, content, names);
}

/**
 * An API campaign is there for statistics; who names one names its variation, too.
 *
 * @see https://www.braze.com/docs/api/errors/
 */
function campaignFault(sandbox: SandboxBraze, body: Json, whatsApp: Json): RestAnswer | undefined {
  const id = textAt(body, 'campaign_id');
  if (id === undefined) return undefined;

  const campaign = sandbox.campaigns.find(id);
  if (campaign?.delivery !== 'messages') return refused(400, 'Invalid Campaign ID');
  const variation = textAt(whatsApp, 'message_variation_id');
  if (variation === undefined) return refused(400, 'Message Variant Unspecified');
  const isKnown = campaign.variation === undefined || campaign.variation === variation;
  return isKnown ? undefined : refused(400, 'Invalid Message Variant');
}

function send(
  sandbox: SandboxBraze,
  body: Json,
  content: MessageContent,
  names: readonly PersonName[],
): RestAnswer {
  const dispatchId = sandbox.newId();
  const unique = new Map(names.map((name) => [nameKey(name), name]));
  sandbox.ledger.counters.duplicate_recipients += names.length - unique.size;
  for (const name of unique.values()) {
    sandbox.outbound.send({
      name,
      content,
      campaignId: textAt(body, 'campaign_id') ?? '',
      dispatchId,
      reEligible: true,
      habits: {
        ignoresFrequencyCap: body['override_frequency_capping'] === true,
        ignoresQuietHours: body['ignore_workspace_quiet_hours'] === true,
      },
      attributes: undefined,
      existingOnly: true,
      toUnsubscribed: body['recipient_subscription_state'] === 'all',
    });
  }
  return created({ dispatch_id: dispatchId });
}

function namesIn(body: Json): readonly PersonName[] {
  const ids = listAt(body, 'external_user_ids')
    .filter((id): id is string => typeof id === 'string' && id !== '')
    .map((value): PersonName => ({ kind: 'external_id', value }));
  const aliases = listAt(body, 'user_aliases').flatMap((alias) => aliasesIn({ user_alias: alias }));
  return [...ids, ...aliases];
}

/** Message types that the phone can show, by Braze's name. */
const CONTENT: Readonly<Record<string, (message: Json) => MessageContent>> = {
  text_response_message: (message) => ({ kind: 'text', text: text(message, 'body') }),
  text_image_response_message: (message) => ({
    kind: 'image',
    url: text(message, 'image_uri'),
    caption: text(message, 'caption'),
  }),
  quick_reply_response_message: (message) => ({
    kind: 'buttons',
    text: text(message, 'body'),
    buttons: listAt(message, 'buttons').map((button) => textIn(button, 'text')),
  }),
  list_response_message: (message) => {
    const list = isObject(message['list']) ? message['list'] : {};
    return {
      kind: 'list',
      text: text(message, 'body'),
      button: text(list, 'list_button_text'),
      rows: listAt(list, 'list_sections').flatMap(rowsOf),
    };
  },
  template_message: (message) => {
    const variables = listAt(message, 'body_variables').map(String).join(' · ');
    return { kind: 'template', text: `${text(message, 'template_name')} ${variables}`.trim() };
  },
};

function contentOf(whatsApp: Json): MessageContent | undefined {
  const type = textAt(whatsApp, 'message_type') ?? '';
  const message = whatsApp['message'];
  const read = Object.hasOwn(CONTENT, type) ? CONTENT[type] : undefined;
  return isObject(message) ? read?.(message) : undefined;
}

function rowsOf(section: unknown): readonly ListRow[] {
  if (!isObject(section)) return [];
  return listAt(section, 'list_rows').map((row) => ({
    title: textIn(row, 'row_title'),
    description: textIn(row, 'row_description'),
  }));
}

function text(object: Json, key: string): string {
  return textAt(object, key) ?? '';
}

function textIn(value: unknown, key: string): string {
  return isObject(value) ? text(value, key) : '';
}
