import type { Identity } from '#core/conversation/identity.ts';
import type { HoldState } from '#core/handoff/hold-state.ts';

/** Which conversations before people are wanted; what is left out is not asked for. */
export interface DeskFilter {
  /** What this agent has, and is asked about. */
  readonly agent?: string | undefined;
  /** Of one of these: also the bounds of what somebody may see. */
  readonly queues?: readonly string[] | undefined;
  readonly states?: readonly HoldState[] | undefined;
  readonly conversationIds?: readonly string[] | undefined;
  /** Nobody has answered, or come at all, for so long; milliseconds. */
  readonly waitingMs?: number | undefined;
  /** A promise was broken; or it was, or will be within so many milliseconds. */
  readonly sla?: 'broken' | { readonly withinMs: number } | undefined;
  /** `es` finds `es-MX`. */
  readonly language?: string | undefined;
  /** Before people by then, as in what was counted; UTC milliseconds. */
  readonly untilMs?: number | undefined;
}

/** Where a page ends: the place in line of its last row. */
export interface DeskCursor {
  readonly rank: number;
  readonly sinceMs: number;
  readonly conversationId: string;
}

/** A conversation before people, as lists show it. Times are UTC milliseconds. */
export interface DeskRow extends DeskCursor {
  readonly handoff: number;
  readonly queue: string;
  readonly priority: 'normal' | 'high';
  readonly state: HoldState;
  readonly reason: string;
  readonly step: string;
  readonly topic: string | undefined;
  readonly locale: string;
  readonly recipient: Identity;
  readonly agent: string | undefined;
  readonly takenMs: number | undefined;
  readonly offeredTo: string | undefined;
  readonly offerEndsMs: number | undefined;
  readonly unread: number;
  readonly unansweredMs: number | undefined;
  readonly windowEndsMs: number | undefined;
  /** When the bot takes it back by itself. */
  readonly letsGoMs: number | undefined;
  readonly slaClock: string | undefined;
  readonly slaDueMs: number | undefined;
  readonly breached: readonly string[];
}

export interface DeskPage {
  readonly rows: readonly DeskRow[];
  /** `undefined` at the end. */
  readonly next: DeskCursor | undefined;
}

/** A queue at a glance. */
export interface QueueCount {
  readonly queue: string;
  /** Asking, waiting or offered. */
  readonly waiting: number;
  readonly held: number;
  readonly unread: number;
  /** Since when the oldest waits. */
  readonly oldestMs: number | undefined;
}

export interface DeskNote {
  readonly seq: number;
  readonly by: string;
  readonly text: string;
  readonly atMs: number;
}

/** The lists of a desk: all conversations before people, in line. */
export abstract class DeskLists {
  /** @param limit rows of a page, 200 at most */
  abstract page(filter: DeskFilter, limit: number, after?: DeskCursor): Promise<DeskPage>;

  abstract counts(queues?: readonly string[]): Promise<readonly QueueCount[]>;

  /** The newest first. */
  abstract notes(conversationId: string): Promise<readonly DeskNote[]>;
}
