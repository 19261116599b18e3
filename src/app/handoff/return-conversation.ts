import type { Receipt } from '#app/accept-events/arrival.ts';
import type { ReturnTo } from '#core/handoff/desk-event.ts';

import type { DeskDoor } from './desk-door.ts';

/** Gives a conversation back to the bot: to its menu, the question that was open, or a step. */
export class ReturnConversation {
  constructor(private readonly door: DeskDoor) {}

  /**
   * @param options `from`: only while this agent has it; without `to` the bot says that it is back
   * @throws NotYours
   */
  execute(
    conversationId: string,
    by: string,
    options: { readonly from?: string; readonly to?: ReturnTo; readonly key?: string } = {},
  ): Promise<Receipt> {
    const { key, ...more } = options;
    return this.door.enter(conversationId, { kind: 'returned-to-bot', by, ...more }, key);
  }
}
