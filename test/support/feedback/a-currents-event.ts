import { randomUUID } from 'node:crypto';

/** What a test says of an event of Currents; the rest is as Braze's glossary shows it. */
export interface SomeEvent {
  readonly type?: string;
  readonly id?: string;
  /** UTC seconds. */
  readonly time?: unknown;
  readonly externalId?: string;
  readonly brazeId?: string;
  readonly replyId?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** @see https://www.braze.com/docs/user_guide/data/distribution/braze_currents/event_glossary/message_engagement_events/ */
export function aCurrentsEvent(some: SomeEvent = {}): Readonly<Record<string, unknown>> {
  const extras = some.replyId === undefined ? {} : { message_extras: extrasOf(some.replyId) };
  return {
    event_type: some.type ?? 'users.messages.whatsapp.Send',
    id: some.id ?? randomUUID(),
    time: some.time ?? 1_767_225_600,
    user: {
      user_id: some.brazeId ?? '0123456789abcdef01234567',
      ...(some.externalId !== undefined && { external_user_id: some.externalId }),
      timezone: 'Europe/Madrid',
    },
    properties: { app_group_id: 'a-workspace', ...extras, ...some.properties },
  };
}

/** The same for a WhatsApp event, by its type's last part. */
export function aWhatsappEvent(name: string, some: SomeEvent = {}) {
  return aCurrentsEvent({ ...some, type: `users.messages.whatsapp.${name}` });
}

export function batchOf(...events: readonly unknown[]): string {
  return JSON.stringify({ events });
}

function extrasOf(replyId: string): string {
  return JSON.stringify({ reply_id: replyId });
}
