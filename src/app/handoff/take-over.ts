import type { Receipt } from '#app/accept-events/arrival.ts';

import type { DeskDoor } from './desk-door.ts';

/** A person takes a conversation over, whoever has it: bot, queue or a colleague. Capacity does not count. */
export class TakeOver {
  constructor(private readonly door: DeskDoor) {}

  /** @throws CustomerOptedOut, NotYours where it is theirs already */
  execute(conversationId: string, agent: string, key?: string): Promise<Receipt> {
    return this.door.enter(conversationId, { kind: 'agent-took', agent }, key);
  }
}
