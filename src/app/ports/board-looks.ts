import type { AgentCard, Presence } from './agent-book.ts';
import type { DeskFilter } from './desk-lists.ts';

/** How long some waited: the middle one, and whom nine of ten did not wait longer than; milliseconds. */
export interface Waits {
  readonly p50Ms: number;
  readonly p90Ms: number;
}

/** A queue's line and what is had of it, as numbers. */
export interface QueueLook {
  readonly queue: string;
  /** Nobody is asked yet. */
  readonly waiting: number;
  readonly offered: number;
  readonly held: number;
  /** Had by somebody, and without an answer to what they wrote. */
  readonly unanswered: number;
  /** Since when the oldest waits; UTC milliseconds. */
  readonly oldestMs: number | undefined;
  /** Of those who wait now. */
  readonly waitsNow: Waits | undefined;
  /** Of those whom somebody reached within the last hour; who was taken over unasked did not wait. */
  readonly waitedLately: (Waits & { readonly count: number }) | undefined;
  /** Whose promise was broken. */
  readonly breached: number;
  /** Whose promise will be broken soon. */
  readonly dueSoon: number;
}

/** An agent, and what they have. */
export interface AgentLook extends AgentCard {
  readonly presence: Presence;
  /** Online, and heard of. */
  readonly isThere: boolean;
  /** UTC milliseconds of the last sign of life. */
  readonly seenMs: number;
  readonly held: number;
  readonly offered: number;
  readonly unanswered: number;
  /** Since when the oldest of theirs is without an answer. */
  readonly unansweredSinceMs: number | undefined;
}

/** What a filter finds, before anything is done to it. */
export interface FilterCount {
  readonly conversations: number;
  readonly waiting: number;
  readonly offered: number;
  readonly held: number;
  /** By so many agents. */
  readonly agents: number;
  /** To whom nothing may be written freely any more. */
  readonly windowOver: number;
  /** When it was counted; UTC milliseconds. */
  readonly atMs: number;
}

/** What leads look at. Everything takes the queues that somebody may see; without any, all. */
export abstract class BoardLooks {
  /** Queues in which anybody is, or was reached within the last hour. @param soonMs what `dueSoon` is */
  abstract lines(
    queues: readonly string[] | undefined,
    soonMs: number,
  ): Promise<readonly QueueLook[]>;

  /** Who works for one of the queues, by name. */
  abstract agents(queues: readonly string[] | undefined): Promise<readonly AgentLook[]>;

  abstract count(filter: DeskFilter): Promise<FilterCount>;

  /** Of agents, people and keys, as far as they are known. */
  abstract names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
