import type { Receipt } from '#app/accept-events/arrival.ts';

import type { DeskDoor } from './desk-door.ts';

/** Writes something down for colleagues; the customer never reads it. */
export class WriteNote {
  constructor(private readonly door: DeskDoor) {}

  /** @param key UUID of the press, so that a repeated request writes once */
  execute(conversationId: string, by: string, text: string, key?: string): Promise<Receipt> {
    return this.door.enter(conversationId, { kind: 'noted', by, text }, key);
  }
}
