import type { Receipt } from '#app/accept-events/arrival.ts';

import type { DeskDoor } from './desk-door.ts';
import { NotBlocked } from './handoff-errors.ts';

const HOUR_MS = 3_600_000;

/** What is decided about a customer whom nobody is to answer. */
export interface Blocking {
  readonly by: string;
  /** Only while this agent has the conversation; leads leave it out. */
  readonly from?: string;
  readonly reason: string;
  /** Without it, for good. */
  readonly hours?: number;
}

/** Lets nobody answer a customer, and has them answered again. */
export class BlockCustomer {
  constructor(private readonly door: DeskDoor) {}

  /** What is not said yet is not said; who is blocked already is by the new words. @throws NotYours */
  block(conversationId: string, { hours, ...blocking }: Blocking): Promise<Receipt> {
    const forMs = hours === undefined ? {} : { forMs: hours * HOUR_MS };
    return this.door.enter(conversationId, { kind: 'blocked', ...blocking, ...forMs });
  }

  /** The bot has them again, from the start. @throws NotBlocked */
  async unblock(conversationId: string, by: string): Promise<Receipt> {
    const receipt = await this.door.attempt(conversationId, { kind: 'unblocked', by });
    if (receipt.refused !== undefined) throw new NotBlocked(conversationId);
    return receipt;
  }
}
