export const ACCOUNT = 1;
export const INBOX = 7;
/** The agent whose token Parley has. */
export const OWN_USER = 1;

export interface KeptFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** A message as Chatwoot keeps it. */
export interface KeptMessage {
  readonly id: number;
  readonly content: string;
  readonly type: 'incoming' | 'outgoing';
  readonly private: boolean;
  readonly file?: KeptFile | undefined;
}

export interface KeptConversation {
  readonly id: number;
  readonly contact: number;
  readonly source: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  status: string;
  assignee: number | undefined;
  readonly messages: KeptMessage[];
}

export interface KeptContact {
  readonly id: number;
  readonly identifier: string | null;
  readonly name: string;
  readonly phone: string | null;
  readonly inboxes: { source_id: string; inbox: { id: number; name: string } }[];
}

const AT = '2026-01-05T11:00:00.000Z';
const AT_S = 1_767_610_800;

export function shownContact({ id, identifier, name, phone, inboxes }: KeptContact): object {
  return {
    ...{ id, identifier, name, phone_number: phone, email: null, thumbnail: '', blocked: false },
    ...{ additional_attributes: {}, custom_attributes: {}, contact_inboxes: inboxes },
  };
}

/** As lists show it, and as `webhook_data` of it. */
export function shownConversation(conversation: KeptConversation): object {
  const { id, contact, status, attributes, assignee, source } = conversation;
  return {
    ...{ id, status, inbox_id: INBOX, account_id: ACCOUNT, custom_attributes: attributes },
    ...{ additional_attributes: {}, can_reply: true, channel: 'Channel::Api', labels: [] },
    ...{ unread_count: 0, timestamp: AT_S, created_at: AT_S, priority: null, snoozed_until: null },
    contact_inbox: { contact_id: contact, inbox_id: INBOX, source_id: source },
    meta: {
      sender: { id: contact, type: 'contact' },
      hmac_verified: false,
      ...(assignee !== undefined && { assignee: { id: assignee, type: 'user' } }),
    },
  };
}

export function shownMessage(conversation: KeptConversation, message: KeptMessage): object {
  return {
    ...partsOf(message),
    ...{ inbox_id: INBOX, conversation_id: conversation.id, created_at: AT_S, status: 'sent' },
    // The API has numbers where the webhook has words.
    message_type: message.type === 'incoming' ? 0 : 1,
  };
}

/** `message_created`. @see https://www.chatwoot.com/hc/user-guide/articles/1677693021-how-to-use-webhooks */
export function messageNews(conversation: KeptConversation, message: KeptMessage): object {
  const { type } = message;
  const agent = { id: OWN_USER, name: 'An agent', email: 'agent@shop.example', type: 'user' };
  return {
    ...partsOf(message),
    ...{ event: 'message_created', message_type: type, created_at: AT, additional_attributes: {} },
    sender: type === 'incoming' ? { id: conversation.contact, type: 'contact' } : agent,
    ...{ account: { id: ACCOUNT, name: 'Shop' }, inbox: { id: INBOX, name: 'Parley' } },
    conversation: shownConversation(conversation),
  };
}

export function statusNews(conversation: KeptConversation, before: string): object {
  const changed = { previous_value: before, current_value: conversation.status };
  return {
    ...shownConversation(conversation),
    ...{ event: 'conversation_status_changed', changed_attributes: [{ status: changed }] },
  };
}

function partsOf({ id, content, private: isPrivate, file }: KeptMessage): object {
  const attachment = file && {
    ...{ id: id + 100_000, message_id: id, account_id: ACCOUNT, extension: null },
    file_type: file.type.startsWith('image/') ? 'image' : 'file',
    data_url: `https://chatwoot.example/rails/active_storage/blobs/redirect/x/${file.name}`,
    file_size: file.bytes.byteLength,
  };
  return {
    ...{ id, content, private: isPrivate, content_type: 'text', content_attributes: {} },
    ...{ source_id: null, ...(attachment !== undefined && { attachments: [attachment] }) },
  };
}
