import {
  type ChatwootCustomer,
  ChatwootDesk,
  ChatwootFailed,
  type ChatwootFile,
} from '#app/ports/chatwoot-desk.ts';

import { ChatwootApi, type ChatwootSettings, type Json } from './chatwoot-api.ts';
import { ChatwootContacts } from './chatwoot-contacts.ts';
import { multipart } from './multipart.ts';

interface Conversation {
  readonly id: number;
  readonly status?: string;
  readonly custom_attributes?: { readonly parley_handoff?: unknown } | null;
  readonly meta?: { readonly assignee?: { readonly id: number } | null } | null;
}

/** Chatwoot over its application API, with an inbox of the kind `API`. */
export class HttpChatwootDesk extends ChatwootDesk {
  private readonly api: ChatwootApi;
  private readonly contacts: ChatwootContacts;

  constructor(settings: ChatwootSettings) {
    super();
    this.api = new ChatwootApi(settings);
    this.contacts = new ChatwootContacts(this.api);
  }

  override async open(
    customer: ChatwootCustomer,
    mark: string,
    signal: AbortSignal,
  ): Promise<number> {
    const contact = await this.contacts.of(customer, signal);
    const made = await this.madeBefore(contact.id, mark, signal);
    if (made !== undefined) {
      // It may have come back from another queue.
      if (made.status !== 'open') await this.reopen(made, signal);
      return made.id;
    }

    const { id } = (await this.api.ask('POST', 'conversations', signal, {
      ...{ inbox_id: this.api.inbox, contact_id: contact.id, source_id: contact.source },
      ...{ status: 'open', custom_attributes: { parley_handoff: mark } },
    })) as Conversation;
    return numberOf(id);
  }

  override async write(number: number, text: string, signal: AbortSignal): Promise<void> {
    await this.say(number, { content: text, message_type: 'incoming' }, signal);
  }

  override async writeFile(number: number, file: ChatwootFile, signal: AbortSignal): Promise<void> {
    await this.attach(number, { content: '', message_type: 'incoming' }, file, signal);
  }

  override async note(number: number, text: string, signal: AbortSignal): Promise<void> {
    await this.say(number, { content: text, message_type: 'outgoing', private: true }, signal);
  }

  override async noteFile(
    number: number,
    text: string,
    file: ChatwootFile,
    signal: AbortSignal,
  ): Promise<void> {
    const fields = { content: text, message_type: 'outgoing', private: 'true' };
    await this.attach(number, fields, file, signal);
  }

  override async resolve(number: number, signal: AbortSignal): Promise<void> {
    await this.setStatus(number, 'resolved', signal);
  }

  close(): Promise<void> {
    return this.api.close();
  }

  /** Chatwoot gives what an agent's token opens to that agent: whoever had it has it again. */
  private async reopen({ id, meta }: Conversation, signal: AbortSignal): Promise<void> {
    await this.setStatus(id, 'open', signal);
    const assignee = { assignee_id: meta?.assignee?.id ?? null };
    await this.api
      .ask('POST', `conversations/${String(id)}/assignments`, signal, assignee)
      .catch(() => undefined); // it is open, and that is what counts
  }

  private async setStatus(number: number, status: string, signal: AbortSignal): Promise<void> {
    const path = `conversations/${String(number)}/toggle_status`;
    await this.api.ask('POST', path, signal, { status });
  }

  private async say(number: number, message: Json, signal: AbortSignal): Promise<void> {
    await this.api.ask('POST', messagesOf(number), signal, message);
  }

  private async attach(
    number: number,
    fields: Readonly<Record<string, string>>,
    file: ChatwootFile,
    signal: AbortSignal,
  ): Promise<void> {
    await this.api.upload(messagesOf(number), multipart(fields, 'attachments[]', file), signal);
  }

  private async madeBefore(
    contact: number,
    mark: string,
    signal: AbortSignal,
  ): Promise<Conversation | undefined> {
    const path = `contacts/${String(contact)}/conversations`;
    const { payload } = (await this.api.ask('GET', path, signal)) as {
      readonly payload: readonly Conversation[];
    };
    return payload.find((each) => each.custom_attributes?.parley_handoff === mark);
  }
}

/** @see https://developers.chatwoot.com/api-reference/messages/create-new-message */
function messagesOf(number: number): string {
  return `conversations/${String(number)}/messages`;
}

function numberOf(id: unknown): number {
  if (typeof id === 'number' && Number.isInteger(id)) return id;
  throw new ChatwootFailed('Chatwoot answered a conversation without a number', false);
}
