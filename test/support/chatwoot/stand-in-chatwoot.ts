import { createHmac, randomUUID } from 'node:crypto';

import {
  type SeenRequest,
  type ServedJson,
  serveJson,
  type StagedAnswer,
} from '../calls/serve-json.ts';
import {
  ACCOUNT,
  INBOX,
  type KeptContact,
  type KeptConversation,
  type KeptFile,
  type KeptMessage,
  messageNews,
  OWN_USER,
  shownContact,
  shownConversation,
  shownMessage,
  statusNews,
} from './chatwoot-shapes.ts';
import { readForm } from './read-form.ts';

export const TOKEN = 'a-token-of-chatwoot';
export const SECRET = 'a-secret-of-chatwoots-webhook';

const A_PAGE = 15;
const NEWEST = 20;

const BLOBS = '/rails/active_storage/blobs/redirect/signed/';
const DISK = '/rails/active_storage/disk/signed/';

type Sent = Readonly<Record<string, unknown>>;

/**
 * Chatwoot, as far as its API documentation tells of it: contacts, conversations and messages of an
 * API inbox, and the webhook that it calls for each message and change of status, echoes included.
 *
 * @see https://developers.chatwoot.com/api-reference/introduction
 */
export class StandInChatwoot {
  readonly contacts: KeptContact[] = [];
  readonly conversations: KeptConversation[] = [];
  /** Files that agents attached, by their names; text alone. */
  readonly stored = new Map<string, string>();
  /** What it answers instead of itself. */
  fault: ((request: SeenRequest) => StagedAnswer | undefined) | undefined;
  /** Where its webhook leads. */
  callback = '';
  /** Answers of Parley's door. */
  readonly heard: number[] = [];
  private served: ServedJson | undefined;
  private nextId = 100;
  private calling: Promise<void> = Promise.resolve();

  get url(): string {
    return this.served?.url ?? '';
  }

  async open(): Promise<void> {
    this.served = await serveJson((request) => {
      const staged = this.fault?.(request);
      // What is cut off behind it has happened all the same.
      if (staged !== undefined && staged.cut === undefined) return staged;
      const answer = this.answer(request);
      return staged === undefined ? answer : { ...answer, ...staged };
    });
  }

  async close(): Promise<void> {
    await this.calling;
    await this.served?.close();
  }

  /** An agent writes to the customer; tells the webhook as often as asked. */
  async agentWrites(
    number: number,
    content: string,
    more: object = {},
    times = 1,
  ): Promise<number> {
    const message = this.keep(number, { content, type: 'outgoing', private: false });
    for (let time = 0; time < times; time += 1) {
      this.call({ ...messageNews(this.of(number), message), ...more });
    }
    await this.calling;
    return message.id;
  }

  /** An agent writes, with these files. */
  attaches(number: number, content: string, names: readonly string[], times = 1): Promise<number> {
    const attachments = names.map((name) => ({
      ...{ id: this.newId(), file_type: 'file', account_id: ACCOUNT },
      data_url: URL.canParse(name) ? name : `${this.url}${BLOBS}${name}`,
    }));
    return this.agentWrites(number, content, { attachments }, times);
  }

  async agentResolves(number: number): Promise<void> {
    this.setStatus(number, 'resolved');
    await this.calling;
  }

  /** Somebody is made a contact by hand. */
  knows(identifier: string | null, phone: string | null): void {
    this.contacts.push({ id: this.newId(), identifier, name: 'Somebody', phone, inboxes: [] });
  }

  of(number: number): KeptConversation {
    const found = this.conversations.find(({ id }) => id === number);
    if (found === undefined) throw new Error(`Chatwoot has no conversation ${String(number)}`);
    return found;
  }

  private answer(request: SeenRequest): StagedAnswer {
    const { method, path, headers } = request;
    // Signed, so that nobody need say who they are: first where it lies, then the file.
    if (path.startsWith(BLOBS)) {
      return { status: 302, headers: { location: path.replace(BLOBS, DISK) }, text: '' };
    }
    if (path.startsWith(DISK)) return { text: this.stored.get(path.replace(DISK, '')) ?? '' };
    if (headers['api_access_token'] !== TOKEN) {
      return { status: 401, json: { error: 'Invalid Access Token' } };
    }
    const rest = path.replace(`/api/v1/accounts/${String(ACCOUNT)}/`, '');
    const [what = '', id = '', then = ''] = rest.split(/[/?]/);
    const { sent, file } = read(request);
    if (what === 'contacts') return this.contactsAnswer(method, id, then, sent);
    if (id === '') return this.makeConversation(sent);
    const found = this.conversations.find((each) => each.id === Number(id));
    if (found === undefined) return NOT_FOUND;
    if (then === 'toggle_status') return this.toggle(found, textOf(sent['status']));
    if (then === 'assignments') {
      found.assignee = typeof sent['assignee_id'] === 'number' ? sent['assignee_id'] : undefined;
      return { json: null };
    }
    return this.write(found, sent, file);
  }

  private write(
    conversation: KeptConversation,
    sent: Sent,
    file: KeptFile | undefined,
  ): StagedAnswer {
    const type = sent['message_type'] === 'incoming' ? 'incoming' : 'outgoing';
    // A form has text alone.
    const isPrivate = sent['private'] === true || sent['private'] === 'true';
    const content = textOf(sent['content']);
    const message = this.keep(conversation.id, { content, type, private: isPrivate, file });
    this.call(messageNews(conversation, message));
    if (type === 'incoming' && conversation.status === 'resolved') {
      this.setStatus(conversation.id, 'open');
    }
    return { json: shownMessage(conversation, message) };
  }

  private toggle(conversation: KeptConversation, status: string): StagedAnswer {
    this.setStatus(conversation.id, status);
    if (status === 'open') conversation.assignee = OWN_USER;
    const payload = { success: true, current_status: status, conversation_id: conversation.id };
    return { json: { meta: {}, payload: { ...payload, snoozed_until: null } } };
  }

  private contactsAnswer(method: string, id: string, then: string, sent: Sent): StagedAnswer {
    if (id === 'filter') return this.filtered(sent);
    if (id === '') return this.makeContact(sent);
    const contact = this.contacts.find((each) => each.id === Number(id));
    if (contact === undefined) return NOT_FOUND;
    if (method === 'GET' && then === 'conversations') {
      const theirs = this.conversations.filter((each) => each.contact === contact.id);
      const payload = theirs.toReversed().slice(0, NEWEST);
      return { json: { payload: payload.map((each) => shownConversation(each)) } };
    }
    return { json: this.enterInbox(contact) };
  }

  /** Whatever its letters' case is. */
  private filtered(sent: Sent): StagedAnswer {
    const [asked] = sent['payload'] as readonly {
      readonly attribute_key: string;
      readonly filter_operator: string;
      readonly values: readonly string[];
    }[];
    if (asked?.attribute_key !== 'identifier' || asked.filter_operator !== 'equal_to') {
      return { status: 422, json: { error: 'Invalid attribute key' } };
    }
    const wanted = asked.values[0]?.toLowerCase();
    const found = this.contacts.filter((each) => each.identifier?.toLowerCase() === wanted);
    const meta = { count: found.length, current_page: 1 };
    return { json: { meta, payload: found.slice(0, A_PAGE).map((each) => shownContact(each)) } };
  }

  private makeContact(sent: Sent): StagedAnswer {
    const [identifier, phone] = [sent['identifier'], sent['phone_number']].map(orNull);
    const taken = this.contacts.flatMap((each) => [
      ...(each.identifier !== null && each.identifier === identifier ? ['identifier'] : []),
      ...(each.phone !== null && each.phone === phone ? ['phone_number'] : []),
    ]);
    if (taken.length > 0) {
      const message = `${taken.join(', ')} has already been taken`;
      return { status: 422, json: { message, attributes: taken } };
    }
    const contact: KeptContact = {
      ...{ id: this.newId(), identifier: identifier ?? null, phone: phone ?? null },
      ...{ name: textOf(sent['name']), inboxes: [] },
    };
    this.contacts.push(contact);
    const made = this.enterInbox(contact);
    return { json: { payload: { contact: shownContact(contact), contact_inbox: made } } };
  }

  private enterInbox(contact: KeptContact): KeptContact['inboxes'][number] {
    const entered = { source_id: randomUUID(), inbox: { id: INBOX, name: 'Parley' } };
    contact.inboxes.push(entered);
    return entered;
  }

  private makeConversation(sent: Sent): StagedAnswer {
    const contact = this.contacts.find(({ id }) => id === sent['contact_id']);
    if (contact?.inboxes.some((each) => each.source_id === sent['source_id']) !== true) {
      return NOT_FOUND;
    }
    const id = this.newId();
    const attributes = (sent['custom_attributes'] ?? {}) as Record<string, unknown>;
    const source = textOf(sent['source_id']);
    this.conversations.push({
      ...{ id, contact: contact.id, source, attributes, status: 'open', messages: [] },
      assignee: undefined,
    });
    return { json: { id, account_id: ACCOUNT, inbox_id: INBOX } };
  }

  private keep(number: number, message: Omit<KeptMessage, 'id'>): KeptMessage {
    const kept = { id: this.newId(), ...message };
    this.of(number).messages.push(kept);
    return kept;
  }

  private setStatus(number: number, status: string): void {
    const conversation = this.of(number);
    if (conversation.status === status) return;
    const before = conversation.status;
    conversation.status = status;
    this.call(statusNews(conversation, before));
  }

  private call(payload: object): void {
    if (this.callback === '') return;
    const body = JSON.stringify(payload);
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const hex = createHmac('sha256', SECRET).update(`${timestamp}.${body}`).digest('hex');
    const headers = {
      ...{ 'content-type': 'application/json', 'x-chatwoot-delivery': randomUUID() },
      'x-chatwoot-timestamp': timestamp,
      'x-chatwoot-signature': `sha256=${hex}`,
    };
    this.calling = this.calling.then(async () => {
      const { status } = await fetch(this.callback, { method: 'POST', headers, body });
      this.heard.push(status);
    });
  }

  private newId(): number {
    this.nextId += 1;
    return this.nextId;
  }
}

const NOT_FOUND: StagedAnswer = {
  status: 404,
  json: { error: 'Resource could not be found' },
};

/** JSON, or a form with a file. */
function read({ headers, body, bytes }: SeenRequest): {
  readonly sent: Sent;
  readonly file?: KeptFile;
} {
  const type = headers['content-type'] ?? '';
  if (!type.startsWith('multipart/')) {
    return { sent: body === '' ? {} : (JSON.parse(body) as Sent) };
  }
  const parts = readForm(type, bytes);
  const texts = parts.filter(({ filename }) => filename === undefined);
  const sent = Object.fromEntries(texts.map((part) => [part.name, part.bytes.toString('utf8')]));
  const file = parts.find(({ name }) => name === 'attachments[]');
  if (file?.filename === undefined) return { sent };
  return { sent, file: { name: file.filename, type: file.type ?? '', bytes: file.bytes } };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function orNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
