import type { Receipt } from '#app/accept-events/arrival.ts';

import type { DeskDoor } from './desk-door.ts';

/** An agent writes to the customer they have; it leaves behind what is on the wire. */
export class ReplyAsAgent {
  constructor(private readonly door: DeskDoor) {}

  /** @throws NotYours where somebody else has it by now, CustomerOptedOut */
  execute(conversationId: string, agent: string, text: string, key?: string): Promise<Receipt> {
    return this.door.enter(conversationId, { kind: 'agent-reply', agent, text }, key);
  }
}
