import type { Json } from '../json.ts';
import type { ChatMessage } from '../messaging/chat-message.ts';
import { nameOf, type Person } from '../people/person.ts';

interface Told {
  readonly message: ChatMessage;
  readonly person: Person;
  /** What the campaign put into `message_extras`; `undefined` for nothing. */
  readonly replyId: string | undefined;
  readonly hasReads: boolean;
  readonly newId: () => string;
}

const NUMBER = '+15550001000';

/**
 * What Currents tells of a message to a customer, in the order in which it happens.
 *
 * What never enters the campaign (not subscribed, not re-eligible) is not told of; what Braze aborts
 * within it (quiet hours, caps) is.
 *
 * @see https://www.braze.com/docs/user_guide/data/distribution/braze_currents/event_glossary/message_engagement_events/
 */
export function eventsOfMessage(told: Told): readonly Json[] {
  const { message, replyId, hasReads } = told;
  if (message.abort !== undefined) return [eventOf('Abort', told, abortOf(message))];
  if (message.status !== 'sent' && message.status !== 'failed') return [];

  // Only a Send brings the extras, as a text of JSON. @see https://www.braze.com/docs/message_extras_tag/
  const extras =
    replyId === undefined ? {} : { message_extras: JSON.stringify({ reply_id: replyId }) };
  const send = eventOf('Send', told, extras);
  if (message.status === 'failed') return [send, eventOf('Failure', told, failureOf(message))];

  const delivered = [send, eventOf('Delivery', told)];
  return hasReads ? [...delivered, eventOf('Read', told)] : delivered;
}

function abortOf({ abort, reason }: ChatMessage): Json {
  return { abort_type: abort, abort_log: (reason ?? '').slice(0, 128) };
}

function failureOf({ code, reason }: ChatMessage): Json {
  return { provider_error_code: String(code ?? 131000), provider_error_title: reason ?? '' };
}

function eventOf(name: string, { message, person, newId }: Told, more: Json = {}): Json {
  const externalId = nameOf(person, 'external_id');
  const phone = nameOf(person, 'phone');
  return {
    event_type: `users.messages.whatsapp.${name}`,
    id: newId(),
    time: Math.floor(Date.parse(message.at) / 1_000),
    user: {
      user_id: person.brazeId,
      ...(externalId !== undefined && { external_user_id: externalId }),
      timezone: 'Etc/UTC',
    },
    properties: {
      campaign_id: message.campaignId,
      dispatch_id: message.dispatchId,
      message_id: `wamid.${message.dispatchId}.${message.id}`,
      from_phone_number: NUMBER,
      ...(phone !== undefined && { to_phone_number: phone }),
      ...more,
    },
  };
}
