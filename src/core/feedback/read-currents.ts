import type { Identity } from '#core/conversation/identity.ts';
import { storableText } from '#core/ingress/storable-text.ts';

import type { CurrentsEvent, MessageNews, NewsKind, OtherEvent } from './currents-event.ts';
import { type Fields, fieldsIn, isFields, momentAt, textAt } from './fields.ts';
import { type ReplyName, replyNameOf } from './reply-id.ts';

/** WhatsApp's events that tell of a message. */
const NEWS: ReadonlyMap<string, NewsKind> = new Map([
  ['users.messages.whatsapp.Send', 'sent'],
  ['users.messages.whatsapp.Delivery', 'delivered'],
  ['users.messages.whatsapp.Read', 'read'],
  ['users.messages.whatsapp.Failure', 'failed'],
  ['users.messages.whatsapp.Abort', 'aborted'],
]);
/** Known, and of no use here: the door brings what customers write, and Braze's retries end in news. */
const USELESS = new Set([
  ...['InboundReceive', 'Retry', 'Click'].map((name) => `users.messages.whatsapp.${name}`),
  ...['Send', 'Retry', 'Abort'].map((name) => `users.messages.webhook.${name}`),
]);
const LONGEST_RAW = 8192;

/**
 * Reads a batch of Currents' custom HTTP connector: `{"events": […]}`.
 *
 * Fields and types that are not known are borne, as Braze asks. An empty body, or one without
 * events, is its probe of the connection.
 *
 * @returns the events in their order; `undefined` for a body that is no batch
 * @see https://www.braze.com/docs/user_guide/data/distribution/braze_currents/setting_up_currents/custom_http_connector/
 */
export function readCurrents(body: string): readonly CurrentsEvent[] | undefined {
  if (body.trim() === '') return [];

  const batch = parsed(body);
  if (!isFields(batch)) return undefined;
  const events = batch['events'] ?? [];
  return Array.isArray(events) ? events.map(eventOf) : undefined;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

/** @see https://www.braze.com/docs/user_guide/data/distribution/braze_currents/event_glossary/message_engagement_events/ */
function eventOf(value: unknown): CurrentsEvent {
  const event = fieldsIn(value);
  const type = textAt(event, 'event_type') ?? 'none';
  const id = textAt(event, 'id');
  if (id === undefined) return otherOf(value, type, undefined);

  const news = NEWS.get(type);
  if (news !== undefined) return newsOf(news, id, event);
  switch (type) {
    case 'users.UserOrphan':
      return orphanOf(value, type, id);
    case 'users.UserDeleteRequest':
      return { kind: 'deleted', id, names: namesOf(event) };
    case 'users.messages.webhook.Failure':
      return { kind: 'forwarding-lost', id, source: sourceOf(fieldsIn(event['properties'])) };
    default:
      return otherOf(value, type, id);
  }
}

function newsOf(kind: NewsKind, id: string, event: Fields): MessageNews {
  const properties = fieldsIn(event['properties']);
  return {
    kind,
    id,
    atMs: momentAt(event, 'time'),
    reply: replyIn(properties['message_extras']),
    names: namesOf(event),
    dispatchId: textAt(properties, 'dispatch_id'),
    messageId: textAt(properties, 'message_id'),
    source: sourceOf(properties),
    code: textAt(properties, kind === 'aborted' ? 'abort_type' : 'provider_error_code'),
    reason: textAt(properties, kind === 'aborted' ? 'abort_log' : 'provider_error_title'),
  };
}

/** `message_extras` is JSON within a string; an object is taken, too. */
function replyIn(extras: unknown): ReplyName | undefined {
  const fields = fieldsIn(typeof extras === 'string' ? parsed(extras) : extras);
  return replyNameOf(textAt(fields, 'reply_id') ?? '');
}

/** Currents calls Braze's own id `user_id`; the campaigns' `user_id` is its external id. */
function namesOf(event: Fields): readonly Identity[] {
  const user = fieldsIn(event['user']);
  const externalId = textAt(user, 'external_user_id');
  const brazeId = textAt(user, 'user_id');
  const phone = textAt(fieldsIn(event['properties']), 'to_phone_number');
  return [
    ...(externalId === undefined ? [] : [{ kind: 'external_id', value: externalId } as const]),
    ...(brazeId === undefined ? [] : [{ kind: 'braze_id', value: brazeId } as const]),
    ...(phone === undefined ? [] : [{ kind: 'phone', value: phone } as const]),
  ];
}

function sourceOf(properties: Fields): string | undefined {
  return textAt(properties, 'campaign_id') ?? textAt(properties, 'canvas_id');
}

function orphanOf(value: unknown, type: string, id: string): CurrentsEvent {
  const event = fieldsIn(value);
  const survivor = textAt(fieldsIn(event['properties']), 'orphaned_by_id');
  if (survivor === undefined) return otherOf(value, type, id);
  return {
    kind: 'orphaned',
    id,
    orphan: namesOf(event),
    survivor: { kind: 'braze_id', value: survivor },
  };
}

function otherOf(value: unknown, type: string, id: string | undefined): OtherEvent {
  const isKnown = USELESS.has(type);
  const raw = isKnown ? '' : rawOf(value);
  return { kind: 'other', id, type, isKnown, names: namesOf(fieldsIn(value)), raw };
}

/** What is nested too deep for JSON is too deep to be of use. */
function rawOf(value: unknown): string {
  try {
    return storableText(JSON.stringify(value)).slice(0, LONGEST_RAW);
  } catch {
    return '';
  }
}
