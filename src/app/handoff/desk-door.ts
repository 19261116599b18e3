import type { AcceptEvents } from '#app/accept-events/accept-events.ts';
import type { Receipt } from '#app/accept-events/arrival.ts';
import type { HandoffLine } from '#app/ports/handoff-line.ts';
import type { Ids } from '#app/ports/ids.ts';
import type { DeskEvent } from '#core/handoff/desk-event.ts';

import { AlreadyTaken, CustomerBlocked, CustomerOptedOut, NotYours } from './handoff-errors.ts';

/** What was wanted of a conversation that waits, and not of one that somebody has. */
const WANTS_WAITING: ReadonlySet<DeskEvent['kind']> = new Set(['claimed', 'offer-accepted']);

/** Brings what people do through the one door, and tells them why it was refused. */
export class DeskDoor {
  constructor(
    private readonly acceptEvents: Pick<AcceptEvents, 'execute'>,
    private readonly line: HandoffLine,
    private readonly ids: Ids,
  ) {}

  /**
   * Answers once it is committed.
   *
   * @param key UUID of what the caller did, so that doing it again does it once
   * @throws AlreadyTaken, NotYours, CustomerOptedOut, CustomerBlocked, and as AcceptEvents does
   */
  async enter(conversationId: string, event: DeskEvent, key?: string): Promise<Receipt> {
    const receipt = await this.attempt(conversationId, event, key);
    if (receipt.refused === undefined) return receipt;
    if (receipt.refused === 'blocked') throw new CustomerBlocked(conversationId);
    if (receipt.refused === 'opted-out') throw new CustomerOptedOut(conversationId);

    const open = await this.line.open(conversationId);
    const by = open?.agent ?? open?.offeredTo;
    if (WANTS_WAITING.has(event.kind)) throw new AlreadyTaken(conversationId, by);
    throw new NotYours(conversationId, by);
  }

  /** The same, for who does not mind: what was refused is told in the receipt. */
  async attempt(conversationId: string, event: DeskEvent, key?: string): Promise<Receipt> {
    const arrival = {
      arrivalId: this.ids.next(),
      to: { conversationId },
      event,
      flags: [],
      ...(key !== undefined && { dedupeKey: key }),
    };
    const [receipt] = await this.acceptEvents.execute([arrival]);
    if (receipt === undefined) throw new Error('No receipt');
    return receipt;
  }
}
