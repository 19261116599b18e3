import type { Receipt } from '#app/accept-events/arrival.ts';

import type { DeskDoor } from './desk-door.ts';

export interface Closing {
  readonly by: string;
  /** Only while this agent has it; leads leave it out. */
  readonly from?: string;
  /** What it was. */
  readonly code?: string;
  /** Without the farewell, and without asking how it was. */
  readonly quietly?: boolean;
}

/** Ends what brought a customer before people: the next message is the bot's again. */
export class CloseConversation {
  constructor(private readonly door: DeskDoor) {}

  /** @throws NotYours where nobody waits or has it */
  execute(conversationId: string, closing: Closing, key?: string): Promise<Receipt> {
    return this.door.enter(conversationId, { kind: 'closed', ...closing }, key);
  }

  /** Nobody has written for long, and it is not over: it is not let go of yet. @throws NotYours */
  keep(conversationId: string, agent: string): Promise<Receipt> {
    return this.door.enter(conversationId, { kind: 'kept', agent });
  }

  /** All is said; the agent still writes down what it was. It closes by itself in a while. @throws NotYours */
  wrapUp(conversationId: string, agent: string): Promise<Receipt> {
    return this.door.enter(conversationId, { kind: 'wrapping-up', agent });
  }
}
