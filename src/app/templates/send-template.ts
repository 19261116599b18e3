import type { Receipt } from '#app/accept-events/arrival.ts';
import type { ReadCustomer } from '#app/customers/read-customer.ts';
import type { DeskDoor } from '#app/handoff/desk-door.ts';
import type { ReleaseLibrary } from '#app/ports/release-library.ts';

import { fillOut, type WantedTemplate } from './fill-out.ts';

/** An agent sends an approved template to the customer they have, inside the window or after it. */
export class SendTemplate {
  constructor(
    private readonly door: DeskDoor,
    private readonly customers: ReadCustomer,
    private readonly releases: Pick<ReleaseLibrary, 'live'>,
  ) {}

  /**
   * Answers once it is committed; it leaves behind what is on the wire.
   *
   * @param key made for each press, so that a repeated request sends once
   * @throws UnknownTemplate, TemplateUnfit, NotOptedIn, NotYours, CustomerOptedOut
   */
  async execute(
    conversationId: string,
    agent: string,
    wanted: WantedTemplate,
    key: string,
  ): Promise<Receipt> {
    const { values = {} } = (await this.customers.execute(conversationId)) ?? {};
    const { template, text } = fillOut(this.releases, wanted, values);
    const event = { kind: 'agent-template', agent, text, template } as const;
    return this.door.enter(conversationId, event, key);
  }
}
