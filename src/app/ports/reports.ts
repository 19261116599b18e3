import type { Scope } from '#core/access/scope.ts';
import type {
  ChatFigures,
  ChatGrouping,
  Grouping,
  HandoffFigures,
  Report,
} from '#core/reports/figures.ts';
import type { ReportRange } from '#core/reports/report-range.ts';

/** Which handoffs: those that are all of what is said here. A blank text finds those without one. */
export interface HandoffFilter {
  readonly queue?: string;
  readonly agent?: string;
  /** `<flow>.<step>`, or all of a flow: `<flow>.` */
  readonly step?: string;
  readonly code?: string;
  readonly locale?: string;
}

/** What somebody wants to know; groups without anything to count are left out. */
interface Asked<By> {
  readonly by: By;
  readonly range: ReportRange;
  readonly scope: Scope;
}

export interface HandoffsAsked extends Asked<Grouping> {
  readonly filter: HandoffFilter;
}

export interface ChatsAsked extends Asked<ChatGrouping> {
  readonly flow?: string;
}

/** A handoff by itself, without a word of what was said; times are UTC milliseconds. */
export interface ListedHandoff {
  readonly conversationId: string;
  readonly seq: number;
  readonly queue: string;
  readonly agent: string | undefined;
  readonly step: string;
  readonly reason: string;
  readonly topic: string | undefined;
  readonly priority: string;
  readonly locale: string;
  readonly requestedMs: number;
  readonly takenMs: number | undefined;
  readonly answeredMs: number | undefined;
  readonly endedMs: number | undefined;
  readonly endedHow: string | undefined;
  readonly code: string | undefined;
  readonly transfers: number;
  readonly promised: boolean;
  readonly breached: readonly string[];
  readonly csat: number | undefined;
}

/** Figures of what people and bots did, off the way of messages: a few questions at a time. */
export abstract class Reports {
  /** @throws StoreUnavailable, also where an answer takes too long */
  abstract handoffs(asked: HandoffsAsked): Promise<Report<HandoffFigures>>;

  /** Chats are nobody's queue's: who does not see everything sees none. */
  abstract chats(asked: ChatsAsked): Promise<Report<ChatFigures>>;

  /** All of them, the oldest first, so many at a time; each page is as of when it is read. */
  abstract listHandoffs(asked: Omit<HandoffsAsked, 'by'>): AsyncIterable<readonly ListedHandoff[]>;
}
