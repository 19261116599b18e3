import type { HandoffPriority, SlaClock } from '#core/handoff/desk-event.ts';
import type { HoldState } from '#core/handoff/hold-state.ts';
import type { FreeAgent, Match, Waiting } from '#core/handoff/matching.ts';

/** A handoff that is open. */
export interface OpenHandoff extends Waiting {
  readonly state: HoldState;
  readonly agent: string | undefined;
  readonly offeredTo: string | undefined;
  readonly answeredMs: number | undefined;
  readonly unansweredMs: number | undefined;
  readonly breached: readonly string[];
}

/** A promise that is to be looked at. */
export interface SlaRow {
  readonly conversationId: string;
  readonly handoff: number;
  readonly clock: SlaClock | undefined;
  /** UTC milliseconds. */
  readonly dueMs: number | undefined;
}

/** What is known of a place in line. */
export interface PlaceInLine {
  readonly conversationId: string;
  readonly queue: string;
  /** From 1. */
  readonly position: number;
  /** How long a conversation of this queue keeps an agent, the middle one of the last 100; milliseconds. */
  readonly typicalMs: number | undefined;
}

/** What was before people in a conversation that was closed in favour of another one. */
export interface MergedHandoff {
  readonly conversationId: string;
  readonly into: string;
  readonly queue: string;
  readonly sinceMs: number;
  readonly priority: HandoffPriority;
  readonly reason: string;
  readonly skills: readonly string[];
  readonly agent: string | undefined;
}

/** Who waits, in line; rows that conversations write of themselves. */
export abstract class HandoffLine {
  /** The open handoff of a conversation. */
  abstract open(conversationId: string): Promise<OpenHandoff | undefined>;

  /**
   * Lets `match` say who is offered to whom, keeps room with these agents, and answers it.
   *
   * One process at a time does this, whoever else tries gets nothing: places in line would not hold.
   */
  abstract giveOut(
    match: (
      waiting: readonly Waiting[],
      agents: readonly FreeAgent[],
      nowMs: number,
    ) => readonly Match[],
  ): Promise<readonly Match[]>;

  /** Who wants to know first if anybody is there, the oldest first. */
  abstract asking(limit: number): Promise<readonly Waiting[]>;

  /** Agents who are there, with what they have. */
  abstract present(): Promise<readonly FreeAgent[]>;

  /** Those of the conversations that wait, in no order. */
  abstract places(conversationIds: readonly string[]): Promise<readonly PlaceInLine[]>;

  /**
   * What was merged within the last hour and has not gone on in the other conversation.
   *
   * @param conversationId of the closed one; `undefined`: all of them
   */
  abstract merged(limit: number, conversationId?: string): Promise<readonly MergedHandoff[]>;

  /** Those whose next promise has to be worked out anew. */
  abstract slaStale(limit: number): Promise<readonly OpenHandoff[]>;

  abstract writeSla(rows: readonly SlaRow[]): Promise<void>;

  /** Those whose promise is broken by now, the oldest first; the queue says what follows. */
  abstract slaBroken(
    limit: number,
  ): Promise<readonly (SlaRow & { readonly queue: string; readonly clock: SlaClock })[]>;
}
