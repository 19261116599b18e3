/** What handoffs are put together by. */
export const GROUPINGS = [
  ...(['queue', 'agent', 'step', 'code', 'locale', 'reason', 'ended'] as const),
  ...(['day', 'week', 'weekday', 'hour'] as const),
] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** What chats are put together by. */
export const CHAT_GROUPINGS = ['flow', 'day', 'week', 'weekday', 'hour'] as const;
export type ChatGrouping = (typeof CHAT_GROUPINGS)[number];

/** A middle and a nine-of-ten, seconds; nothing where there was nothing to measure. */
export interface Quantiles {
  readonly p50: number | undefined;
  readonly p90: number | undefined;
}

/**
 * Handoffs that were asked for within a range; what came of each counts there, whenever it came.
 *
 * handoffs = answered + abandoned + unanswered + waiting = open + closed + returned + gone.
 */
export interface HandoffFigures {
  readonly handoffs: number;
  /** A person wrote to the customer. */
  readonly answered: number;
  /** Nobody had answered when the customer left, or the flow's own way out came. */
  readonly abandoned: number;
  /** Nobody had answered when people ended it. */
  readonly unanswered: number;
  /** Nobody has answered yet. */
  readonly waiting: number;
  readonly open: number;
  /** Settled: by people, or as nobody wrote any more. */
  readonly closed: number;
  /** The bot has it again. */
  readonly returned: number;
  /** Opted out or blocked, or went on as another conversation. */
  readonly gone: number;
  readonly transfers: number;
  /** From being asked for to the first answer. */
  readonly firstAnswer: Quantiles;
  /** From the last taking to the end, writing it down included. */
  readonly handling: Quantiles;
  /** From being asked for to the end, of what was answered. */
  readonly resolving: Quantiles;
  /** Of those with a promise, the ones that are over or have broken one. */
  readonly promised: number;
  /** Of these, the ones that broke none. */
  readonly kept: number;
  readonly brokenFirst: number;
  readonly brokenNext: number;
  readonly brokenResolve: number;
  /** Ratings from 1 to 5: how many, their sum, and how many were 4 or better. */
  readonly ratings: number;
  readonly ratingSum: number;
  readonly ratingsGood: number;
}

/** Chats that began within a range: chats = contained + handed + left + open + other. */
export interface ChatFigures {
  readonly chats: number;
  /** Ended at rest, and nobody was asked for. */
  readonly contained: number;
  /** Of the contained, the ones that one answer settled. */
  readonly atOnce: number;
  /** A person was asked for, or came. */
  readonly handed: number;
  /** Opted out before a person was asked for. */
  readonly left: number;
  /** Under way, and nobody was asked for yet. */
  readonly open: number;
  /** Went on as another conversation, or nobody saw the end. */
  readonly other: number;
  readonly ratings: number;
  readonly ratingSum: number;
  readonly ratingsGood: number;
}

/** Figures of one group; `key` as the log has it, blank where there is none. */
export interface Group<Figures> {
  readonly key: string;
  readonly figures: Figures;
}

/** A report: what all groups come to, and the groups. */
export interface Report<Figures> {
  readonly total: Figures;
  readonly groups: readonly Group<Figures>[];
  /** Times were measured on one in so many; 1 for all. Numbers are always of all. */
  readonly sampled: number;
}

/** Share of those whose end is known that ended without a person, 0 to 1; nothing of nothing. */
export function containment({ contained, handed, left }: ChatFigures): number | undefined {
  return share(contained, contained + handed + left);
}

/** A part of a whole, 0 to 1; nothing of nothing. */
export function share(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}
