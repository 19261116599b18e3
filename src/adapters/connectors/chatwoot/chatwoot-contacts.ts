import { type ChatwootCustomer, ChatwootFailed } from '#app/ports/chatwoot-desk.ts';

import type { ChatwootApi, Json } from './chatwoot-api.ts';

/** A contact, and by what name the inbox knows it. */
export interface ChatwootContact {
  readonly id: number;
  readonly source: string;
}

interface ContactInbox {
  readonly source_id?: string | null;
  readonly inbox?: { readonly id: number } | null;
}

interface Contact {
  readonly id: number;
  readonly identifier?: string | null;
  readonly contact_inboxes?: readonly ContactInbox[];
}

/** Customers as Chatwoot's contacts, one for each. */
export class ChatwootContacts {
  constructor(private readonly api: ChatwootApi) {}

  /** The contact of this name, or a new one; whoever made one at the same time is found instead. */
  async of(customer: ChatwootCustomer, signal: AbortSignal): Promise<ChatwootContact> {
    const known = await this.find(customer.identifier, signal);
    if (known !== undefined) return this.within(known, signal);

    try {
      return await this.make(customer, signal);
    } catch (failure) {
      const found = await this.find(customer.identifier, signal);
      if (found !== undefined) return this.within(found, signal);
      // A number is one contact's alone, and this may be one that somebody made by hand.
      if (customer.phone === undefined || !isRefusal(failure)) throw failure;
      return this.make({ ...customer, phone: undefined }, signal);
    }
  }

  /** By the filter: a search finds all that contain a name, fifteen at a time. */
  private async find(identifier: string, signal: AbortSignal): Promise<Contact | undefined> {
    const is = { attribute_key: 'identifier', filter_operator: 'equal_to', values: [identifier] };
    const { payload } = (await this.api.ask('POST', 'contacts/filter', signal, {
      payload: [{ ...is, query_operator: null }],
    })) as { readonly payload: readonly Contact[] };
    return payload.find((each) => each.identifier === identifier);
  }

  private async make(
    { identifier, name, phone }: ChatwootCustomer,
    signal: AbortSignal,
  ): Promise<ChatwootContact> {
    const { payload } = (await this.api.ask('POST', 'contacts', signal, {
      ...{ inbox_id: this.api.inbox, identifier, name },
      ...(phone !== undefined && { phone_number: phone }),
    } satisfies Json)) as {
      readonly payload: { readonly contact: Contact; readonly contact_inbox?: ContactInbox | null };
    };
    const { contact, contact_inbox: made } = payload;
    const source = made?.source_id ?? undefined;
    return source === undefined ? this.within(contact, signal) : { id: contact.id, source };
  }

  private async within(
    { id, contact_inboxes: inboxes = [] }: Contact,
    signal: AbortSignal,
  ): Promise<ChatwootContact> {
    const known = inboxes.find(({ inbox }) => inbox?.id === this.api.inbox)?.source_id ?? undefined;
    if (known !== undefined) return { id, source: known };
    const path = `contacts/${String(id)}/contact_inboxes`;
    const made = await this.api.ask('POST', path, signal, { inbox_id: this.api.inbox });
    return { id, source: (made as { readonly source_id: string }).source_id };
  }
}

function isRefusal(failure: unknown): boolean {
  return failure instanceof ChatwootFailed && failure.isFinal;
}
