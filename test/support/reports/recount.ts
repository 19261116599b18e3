import { DateTime } from 'luxon';

import type { Grouping, HandoffFigures, Quantiles } from '#core/reports/figures.ts';

/** A handoff's row as a test writes it; times are UTC milliseconds. */
export interface PlainHandoff {
  readonly conversationId: string;
  readonly seq: number;
  readonly queue: string;
  readonly agent: string | null;
  readonly step: string;
  readonly code: string | null;
  readonly locale: string;
  readonly reason: string;
  readonly requestedMs: number;
  readonly takenMs: number | null;
  readonly answeredMs: number | null;
  readonly endedMs: number | null;
  readonly endedHow: string | null;
  readonly transfers: number;
  readonly promised: boolean;
  readonly breached: readonly string[];
  readonly csat: number | null;
}

const LEFT = ['customer', 'opted-out', 'waited', 'no-agent', 'agent-gone'];
const BACK = ['returned', 'customer', 'waited', 'no-agent', 'agent-gone'];
const GONE = ['opted-out', 'blocked', 'merged'];

/** What the guide says, read literally, one row after the other. */
export function recount(rows: readonly PlainHandoff[]): HandoffFigures {
  const count = (which: (row: PlainHandoff) => boolean): number => rows.filter(which).length;
  const unanswered = rows.filter(({ answeredMs }) => answeredMs === null);
  const scores = rows.flatMap(({ csat }) => (csat === null ? [] : [csat]));
  return {
    handoffs: rows.length,
    answered: count(({ answeredMs }) => answeredMs !== null),
    abandoned: unanswered.filter(({ endedHow }) => LEFT.includes(endedHow ?? '')).length,
    unanswered: unanswered.filter(({ endedHow }) => endedHow !== null && !LEFT.includes(endedHow))
      .length,
    waiting: unanswered.filter(({ endedMs }) => endedMs === null).length,
    open: count(({ endedMs }) => endedMs === null),
    closed: count(({ endedHow }) => endedHow === 'closed' || endedHow === 'idle'),
    returned: count(({ endedHow }) => BACK.includes(endedHow ?? '')),
    gone: count(({ endedHow }) => GONE.includes(endedHow ?? '')),
    transfers: rows.reduce((sum, { transfers }) => sum + transfers, 0),
    firstAnswer: quantiles(rows.map((row) => between(row.requestedMs, row.answeredMs))),
    handling: quantiles(rows.map((row) => between(row.takenMs, row.endedMs))),
    resolving: quantiles(
      rows.map((row) => (row.answeredMs === null ? null : between(row.requestedMs, row.endedMs))),
    ),
    promised: count((row) => row.promised && (row.endedMs !== null || row.breached.length > 0)),
    kept: count((row) => row.promised && row.endedMs !== null && row.breached.length === 0),
    brokenFirst: count(({ breached }) => breached.includes('first_answer')),
    brokenNext: count(({ breached }) => breached.includes('next_answer')),
    brokenResolve: count(({ breached }) => breached.includes('resolve')),
    ratings: scores.length,
    ratingSum: scores.reduce((sum, score) => sum + score, 0),
    ratingsGood: scores.filter((score) => score >= 4).length,
  };
}

/** The name of the group that a handoff counts for. */
export function groupOf(row: PlainHandoff, by: Grouping, zone: string): string {
  const wall = DateTime.fromMillis(row.requestedMs, { zone });
  return {
    ...{ queue: row.queue, agent: row.agent ?? '', step: row.step, code: row.code ?? '' },
    ...{ locale: row.locale, reason: row.reason, ended: row.endedHow ?? '' },
    day: wall.toFormat('yyyy-MM-dd'),
    week: wall.startOf('week').toFormat('yyyy-MM-dd'),
    weekday: String(wall.weekday),
    hour: wall.toFormat('HH'),
  }[by];
}

function between(fromMs: number | null, toMs: number | null): number | null {
  return fromMs === null || toMs === null ? null : (toMs - fromMs) / 1000;
}

/** The smallest that half, or nine of ten, do not exceed. */
function quantiles(given: readonly (number | null)[]): Quantiles {
  const sorted = given.filter((one) => one !== null).sort((one, other) => one - other);
  const at = (part: number): number | undefined => sorted[Math.ceil(sorted.length * part) - 1];
  return { p50: at(0.5), p90: at(0.9) };
}
