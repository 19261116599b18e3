import type { Receipt } from '#app/accept-events/arrival.ts';

import type { DeskDoor } from './desk-door.ts';
import { UnknownQueue } from './handoff-errors.ts';
import type { QueuesNow } from './queues-now.ts';

export interface Transfer {
  readonly by: string;
  /** Only while this agent has it; leads leave it out. */
  readonly from?: string;
  readonly queue?: string;
  /** A colleague, who is asked alone. */
  readonly agent?: string;
  readonly priority?: 'normal' | 'high';
  readonly reason?: string;
  readonly note?: string;
}

/** How long a colleague is asked where their queue does not say it. */
const OFFER_MS = 30_000;

/**
 * Gives a conversation to another queue or to a colleague, with a note; it keeps its place in line.
 * Of one that the bot has, it is a handoff.
 */
export class TransferConversation {
  constructor(
    private readonly door: DeskDoor,
    private readonly queues: QueuesNow,
  ) {}

  /** @throws UnknownQueue, NotYours, CustomerOptedOut */
  async execute(conversationId: string, transfer: Transfer, key?: string): Promise<Receipt> {
    const { agent, queue, ...rest } = transfer;
    const queues = await this.queues.execute();
    if (queue !== undefined && !queues.has(queue)) {
      throw new UnknownQueue(queue, [...queues.keys()]);
    }

    const forMs = (queue === undefined ? undefined : queues.get(queue)?.offerMs) ?? OFFER_MS;
    const event = {
      kind: 'transferred' as const,
      ...rest,
      ...(queue !== undefined && { queue }),
      ...(agent !== undefined && { agent: { id: agent, forMs } }),
    };
    const receipt = await this.door.enter(conversationId, event, key);
    const { note, by } = transfer;
    if (note !== undefined) {
      await this.door.attempt(conversationId, { kind: 'noted', by, text: note });
    }
    return receipt;
  }
}
