import { Buffer } from 'node:buffer';

import { type ChatwootCustomer, ChatwootDesk, ChatwootFailed } from '#app/ports/chatwoot-desk.ts';

import { Origin, type Received } from '../send-request.ts';

const CONNECTIONS = 8;
const MOST_BYTES = 2 * 1024 * 1024;
const SECOND_MS = 1_000;

export interface ChatwootSettings {
  readonly url: string;
  readonly token: () => string;
  readonly account: number;
  readonly inbox: number;
}

interface Contact {
  readonly id: number;
  readonly identifier?: string | null;
  readonly contact_inboxes?: readonly {
    readonly source_id: string;
    readonly inbox: { readonly id: number };
  }[];
}

interface Conversation {
  readonly id: number;
  readonly custom_attributes?: { readonly parley_handoff?: unknown };
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Chatwoot over its application API, with an inbox of the kind `API`. Owns its connections.
 *
 * The operator has named the address: private networks are let in.
 *
 * @see https://developers.chatwoot.com/api-reference/introduction
 */
export class HttpChatwootDesk extends ChatwootDesk {
  private readonly origin: Origin;

  constructor(private readonly settings: ChatwootSettings) {
    super();
    this.origin = new Origin(new URL(settings.url).origin, CONNECTIONS, true);
  }

  override async open(
    customer: ChatwootCustomer,
    mark: string,
    signal: AbortSignal,
  ): Promise<number> {
    const contact = await this.contactOf(customer, signal);
    const made = await this.madeBefore(contact.id, mark, signal);
    if (made !== undefined) {
      // It may have come back from another queue.
      await this.setStatus(made, 'open', signal);
      return made;
    }

    const { id } = (await this.ask('POST', 'conversations', signal, {
      ...{ inbox_id: this.settings.inbox, contact_id: contact.id, status: 'open' },
      source_id: await this.sourceOf(contact, signal),
      custom_attributes: { parley_handoff: mark },
    })) as Conversation;
    return numberOf(id);
  }

  override async write(number: number, text: string, signal: AbortSignal): Promise<void> {
    await this.say(number, { content: text, message_type: 'incoming' }, signal);
  }

  override async note(number: number, text: string, signal: AbortSignal): Promise<void> {
    await this.say(number, { content: text, message_type: 'outgoing', private: true }, signal);
  }

  override async resolve(number: number, signal: AbortSignal): Promise<void> {
    await this.setStatus(number, 'resolved', signal);
  }

  close(): Promise<void> {
    return this.origin.close();
  }

  private async setStatus(number: number, status: string, signal: AbortSignal): Promise<void> {
    await this.ask('POST', `conversations/${String(number)}/toggle_status`, signal, { status });
  }

  private async say(number: number, message: Json, signal: AbortSignal): Promise<void> {
    await this.ask('POST', `conversations/${String(number)}/messages`, signal, message);
  }

  /** The contact of this name, or a new one; whoever made one at the same time is found instead. */
  private async contactOf(customer: ChatwootCustomer, signal: AbortSignal): Promise<Contact> {
    const known = await this.find(customer.identifier, signal);
    if (known !== undefined) return known;

    const { identifier, name, phone } = customer;
    try {
      const { payload } = (await this.ask('POST', 'contacts', signal, {
        ...{ inbox_id: this.settings.inbox, identifier, name },
        ...(phone !== undefined && { phone_number: phone }),
      })) as { readonly payload: { readonly contact: Contact } };
      return payload.contact;
    } catch (failure) {
      const found = await this.find(identifier, signal);
      if (found === undefined) throw failure;
      return found;
    }
  }

  private async find(identifier: string, signal: AbortSignal): Promise<Contact | undefined> {
    const path = `contacts/search?q=${encodeURIComponent(identifier)}`;
    const { payload } = (await this.ask('GET', path, signal)) as {
      readonly payload: readonly Contact[];
    };
    return payload.find((each) => each.identifier === identifier);
  }

  private async madeBefore(
    contact: number,
    mark: string,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    const path = `contacts/${String(contact)}/conversations`;
    const { payload } = (await this.ask('GET', path, signal)) as {
      readonly payload: readonly Conversation[];
    };
    return payload.find((each) => each.custom_attributes?.parley_handoff === mark)?.id;
  }

  /** By what name the inbox knows the contact. */
  private async sourceOf(
    { id, contact_inboxes: inboxes = [] }: Contact,
    signal: AbortSignal,
  ): Promise<string> {
    const known = inboxes.find(({ inbox }) => inbox.id === this.settings.inbox);
    if (known !== undefined) return known.source_id;
    const made = (await this.ask('POST', `contacts/${String(id)}/contact_inboxes`, signal, {
      inbox_id: this.settings.inbox,
    })) as { readonly source_id: string };
    return made.source_id;
  }

  private async ask(
    method: string,
    path: string,
    signal: AbortSignal,
    json?: Json,
  ): Promise<unknown> {
    const { url: base, account, token } = this.settings;
    const url = new URL(`${base}/api/v1/accounts/${String(account)}/${path}`);
    const body = json === undefined ? undefined : JSON.stringify(json);
    const headers = {
      ...{ accept: 'application/json', api_access_token: token() },
      ...(body !== undefined && {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
      }),
    };
    const wire = { method, url, headers, body, signal, mostBytes: MOST_BYTES };
    return answerIn(await this.origin.send(wire).catch(notReached));
  }
}

function notReached(failure: unknown): never {
  const { code, name } = failure as NodeJS.ErrnoException;
  throw new ChatwootFailed(`Chatwoot was not reached: ${code ?? name}`, false);
}

/** What a wrong token or a lost inbox refuses is put right by an operator: it waits. */
function answerIn({ status, headers, text }: Received): unknown {
  if (status < 200 || status >= 300) {
    const seconds = Number(headers['retry-after']);
    const afterMs = Number.isFinite(seconds) && seconds > 0 ? seconds * SECOND_MS : undefined;
    const isFinal = status === 400 || status === 422;
    throw new ChatwootFailed(`Chatwoot answered ${String(status)}`, isFinal, afterMs);
  }
  try {
    const read: unknown = JSON.parse(text === undefined || text === '' ? '{}' : text);
    if (typeof read === 'object' && read !== null) return read;
  } catch {
    // Said below.
  }
  throw new ChatwootFailed('Chatwoot answered something that is no JSON', false);
}

function numberOf(id: unknown): number {
  if (typeof id === 'number' && Number.isInteger(id)) return id;
  throw new ChatwootFailed('Chatwoot answered a conversation without a number', false);
}
