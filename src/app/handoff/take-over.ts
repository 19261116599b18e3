import type { Receipt } from '#app/accept-events/arrival.ts';
import type { DeskCursor, DeskFilter, DeskLists } from '#app/ports/desk-lists.ts';

import type { DeskDoor } from './desk-door.ts';

/** So many at a time: each is a conversation that somebody has to look after. */
const AT_ONCE = 50;

/** What became of a piece of many. */
export interface TakenPiece {
  readonly taken: readonly string[];
  /** The customer has opted out, or it is theirs already. */
  readonly refused: readonly string[];
  /** Where the next piece begins; `undefined` at the end. */
  readonly next: DeskCursor | undefined;
}

/** A person takes a conversation over, whoever has it: bot, queue or a colleague. Capacity does not count. */
export class TakeOver {
  constructor(
    private readonly door: DeskDoor,
    private readonly lists: DeskLists,
  ) {}

  /** @throws CustomerOptedOut, NotYours where it is theirs already */
  execute(conversationId: string, agent: string, key?: string): Promise<Receipt> {
    return this.door.enter(conversationId, { kind: 'agent-took', agent }, key);
  }

  /** All that a filter finds, 50 at a time in line. */
  async many(filter: DeskFilter, agent: string, after?: DeskCursor): Promise<TakenPiece> {
    const { rows, next } = await this.lists.page(filter, AT_ONCE, after);
    const event = { kind: 'agent-took', agent } as const;
    const receipts = await Promise.all(
      rows.map(({ conversationId }) => this.door.attempt(conversationId, event)),
    );
    const ids = (isWanted: (receipt: Receipt) => boolean): readonly string[] =>
      receipts.filter(isWanted).map(({ conversationId }) => conversationId);
    return {
      taken: ids(({ refused }) => refused === undefined),
      refused: ids(({ refused }) => refused !== undefined),
      next,
    };
  }
}
