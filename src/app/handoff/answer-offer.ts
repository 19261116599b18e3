import type { Receipt } from '#app/accept-events/arrival.ts';

import type { DeskDoor } from './desk-door.ts';

/** An agent says yes or no to the conversation that is offered to them alone. */
export class AnswerOffer {
  constructor(private readonly door: DeskDoor) {}

  /** Room was kept when it was offered. @throws AlreadyTaken where the offer has lapsed */
  accept(conversationId: string, agent: string): Promise<Receipt> {
    return this.door.enter(conversationId, { kind: 'offer-accepted', agent });
  }

  /** It waits again at its place, and others are asked first. @throws NotYours */
  decline(conversationId: string, agent: string): Promise<Receipt> {
    return this.door.enter(conversationId, { kind: 'offer-declined', agent });
  }
}
