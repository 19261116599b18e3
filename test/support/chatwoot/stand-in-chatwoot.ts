import { createHmac } from 'node:crypto';

import {
  type SeenRequest,
  type ServedJson,
  serveJson,
  type StagedAnswer,
} from '../calls/serve-json.ts';

/** A message as Chatwoot keeps it. */
export interface KeptMessage {
  readonly id: number;
  readonly content: string;
  readonly type: 'incoming' | 'outgoing';
  readonly private: boolean;
}

interface KeptConversation {
  readonly id: number;
  readonly contact: number;
  readonly source: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  status: string;
  readonly messages: KeptMessage[];
}

interface KeptContact {
  readonly id: number;
  readonly identifier: string;
  readonly name: string;
  readonly phone: string;
  readonly inboxes: { source_id: string; inbox: { id: number } }[];
}

export const ACCOUNT = 1;
export const INBOX = 7;
export const TOKEN = 'a-token-of-chatwoot';
export const SECRET = 'a-secret-of-chatwoots-webhook';

/**
 * Chatwoot, as far as its API documentation tells of it: contacts, conversations and messages of an
 * API inbox, and the webhook that it calls for each message and change of status, echoes included.
 *
 * @see https://developers.chatwoot.com/api-reference/introduction
 */
export class StandInChatwoot {
  readonly contacts: KeptContact[] = [];
  readonly conversations: KeptConversation[] = [];
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
      this.call(this.created(number, message, { sender: { id: 5, type: 'user' }, ...more }));
    }
    await this.calling;
    return message.id;
  }

  async agentResolves(number: number): Promise<void> {
    this.setStatus(number, 'resolved');
    await this.calling;
  }

  of(number: number): KeptConversation {
    const found = this.conversations.find(({ id }) => id === number);
    if (found === undefined) throw new Error(`Chatwoot has no conversation ${String(number)}`);
    return found;
  }

  private answer({ method, path, headers, body }: SeenRequest): StagedAnswer {
    if (headers['api_access_token'] !== TOKEN) return { status: 401, json: { error: 'Invalid' } };
    const rest = path.replace(`/api/v1/accounts/${String(ACCOUNT)}/`, '');
    const [what = '', id = '', then = ''] = rest.split(/[/?]/);
    const sent = (body === '' ? {} : JSON.parse(body)) as Record<string, unknown>;
    if (what === 'contacts') return this.contactsAnswer(method, id, then, path, sent);
    const number = Number(id);
    if (id === '') return this.makeConversation(sent);
    if (!this.conversations.some((each) => each.id === number)) return { status: 404 };
    if (then === 'toggle_status') {
      this.setStatus(number, textOf(sent['status']));
      return { json: { payload: { success: true } } };
    }
    const type = sent['message_type'] === 'incoming' ? 'incoming' : 'outgoing';
    const isPrivate = Boolean(sent['private']);
    const message = this.keep(number, {
      content: textOf(sent['content']),
      type,
      private: isPrivate,
    });
    const sender = { id: 1, type: type === 'incoming' ? 'contact' : 'user' };
    this.call(this.created(number, message, { sender }));
    return { json: { id: message.id } };
  }

  private contactsAnswer(
    method: string,
    id: string,
    then: string,
    path: string,
    sent: Record<string, unknown>,
  ): StagedAnswer {
    if (id === 'search') {
      const q = new URL(path, this.url).searchParams.get('q') ?? '';
      const payload = this.contacts.filter(({ identifier }) => identifier.includes(q));
      return { json: { payload: payload.map((each) => shown(each)) } };
    }
    if (method === 'GET' && then === 'conversations') {
      const theirs = this.conversations.filter(({ contact }) => contact === Number(id));
      const payload = theirs.map((each) => ({ id: each.id, custom_attributes: each.attributes }));
      return { json: { payload } };
    }
    if (then === 'contact_inboxes') return { json: { source_id: `source-${id}` } };
    const identifier = textOf(sent['identifier']);
    if (this.contacts.some((each) => each.identifier === identifier)) {
      return { status: 422, json: { message: 'Identifier has already been taken' } };
    }
    const made = this.newId();
    const inboxes = [{ source_id: `source-${String(made)}`, inbox: { id: INBOX } }];
    const contact = {
      id: made,
      identifier,
      name: textOf(sent['name']),
      phone: textOf(sent['phone_number']),
    };
    this.contacts.push({ ...contact, inboxes });
    return { json: { payload: { contact: { id: made, identifier, contact_inboxes: inboxes } } } };
  }

  private makeConversation(sent: Record<string, unknown>): StagedAnswer {
    const id = this.newId();
    const contact = Number(sent['contact_id']);
    const attributes = (sent['custom_attributes'] ?? {}) as Record<string, unknown>;
    const source = textOf(sent['source_id']);
    this.conversations.push({ id, contact, source, attributes, status: 'open', messages: [] });
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
    conversation.status = status;
    this.call({
      ...{ event: 'conversation_status_changed', id: number, status, inbox_id: INBOX },
      account: { id: ACCOUNT },
    });
  }

  private created(number: number, message: KeptMessage, more: object): object {
    const { id, content, type } = message;
    return {
      ...{ event: 'message_created', id, content, message_type: type, private: message.private },
      ...{ account: { id: ACCOUNT }, inbox: { id: INBOX }, conversation: { id: number }, ...more },
    };
  }

  private call(payload: object): void {
    if (this.callback === '') return;
    const body = JSON.stringify(payload);
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const hex = createHmac('sha256', SECRET).update(`${timestamp}.${body}`).digest('hex');
    const headers = {
      'content-type': 'application/json',
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

function shown({ id, identifier, inboxes }: KeptContact): object {
  return { id, identifier, contact_inboxes: inboxes };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
