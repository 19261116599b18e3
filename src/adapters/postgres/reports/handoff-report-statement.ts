import type { HandoffFilter, HandoffsAsked } from '#app/ports/reports.ts';
import type { Scope } from '#core/access/scope.ts';
import type { Grouping } from '#core/reports/figures.ts';
import { type Period, PERIODS, type Periods, periodsOf } from '#core/reports/periods.ts';
import type { ReportRange } from '#core/reports/report-range.ts';

/** A statement, and what its groups are called where they are numbers. */
export interface ReportStatement {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly periods: Periods | undefined;
}

/** Keeps a value and answers what stands for it. */
export type Bound = (value: unknown) => string;

const COLUMNS: Readonly<Record<Exclude<Grouping, Period>, string>> = {
  queue: 'h.queue',
  agent: `coalesce(h.taken_by, '')`,
  step: 'h.step',
  code: `coalesce(h.wrap_up_code, '')`,
  locale: 'h.locale',
  reason: 'h.reason',
  ended: `coalesce(h.ended_how, '')`,
};

const LEFT = `('customer', 'opted-out', 'waited', 'no-agent', 'agent-gone')`;
const GONE = `('opted-out', 'blocked', 'merged')`;
/** Every number is a count of the same rows, so that they add up. */
const NUMBERS = `
  count(*)::int AS handoffs,
  count(h.answered_at)::int AS answered,
  (count(*) FILTER (WHERE h.answered_at IS NULL AND h.ended_how IN ${LEFT}))::int AS abandoned,
  (count(*) FILTER (WHERE h.answered_at IS NULL AND h.ended_at IS NULL))::int AS waiting,
  (count(*) FILTER (WHERE h.ended_at IS NULL))::int AS open,
  (count(*) FILTER (WHERE h.ended_how IN ('closed', 'idle')))::int AS closed,
  (count(*) FILTER (WHERE h.ended_how IN ${GONE}))::int AS gone,
  sum(h.transfers)::int AS transfers,
  (count(*) FILTER (
    WHERE h.promised AND (h.ended_at IS NOT NULL OR cardinality(h.breached) > 0)))::int AS promised,
  (count(*) FILTER (
    WHERE h.promised AND h.ended_at IS NOT NULL AND cardinality(h.breached) = 0))::int AS kept,
  (count(*) FILTER (WHERE 'first_answer' = ANY (h.breached)))::int AS broken_first,
  (count(*) FILTER (WHERE 'next_answer' = ANY (h.breached)))::int AS broken_next,
  (count(*) FILTER (WHERE 'resolve' = ANY (h.breached)))::int AS broken_resolve,
  count(h.csat)::int AS ratings,
  coalesce(sum(h.csat), 0)::float8 AS rating_sum,
  (count(*) FILTER (WHERE h.csat >= 4))::int AS ratings_good`;

const quantiles = (seconds: string): string =>
  `percentile_disc(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY ${seconds})`;
/** What has no end yet has no time: such are passed over. */
const TIMES = `
  ${quantiles('t.first_s')} AS first_s, ${quantiles('t.handling_s')} AS handling_s,
  ${quantiles('t.resolving_s')} AS resolving_s`;
const SECONDS = `
  date_part('epoch', h.answered_at - h.requested_at) AS first_s,
  date_part('epoch', h.ended_at - h.taken_at) AS handling_s,
  CASE WHEN h.answered_at IS NOT NULL THEN date_part('epoch', h.ended_at - h.requested_at) END
    AS resolving_s`;

/** Counts need no order: they are hashed, on several cores where there are any. */
export function handoffNumbers(asked: HandoffsAsked): ReportStatement {
  const { key, where, values, periods } = questionOf(asked);
  const text = `
    SELECT ${key}::text AS key, grouping(${key}) AS is_total, ${NUMBERS}
    FROM handoff h WHERE ${where}
    GROUP BY GROUPING SETS ((${key}), ()) ORDER BY 2, 3 DESC, 1`;
  return { text, values, periods };
}

/** @param every times are measured on one conversation in so many */
export function handoffTimes(asked: HandoffsAsked, every: number): ReportStatement {
  const { key, where, values, periods, bound } = questionOf(asked);
  // A conversation is in the sample or not, whichever way figures are put together.
  const sample =
    every === 1
      ? 'true'
      : `mod(abs(hashtext(h.conversation_id::text)::bigint), ${bound(every)}) = 0`;
  const text = `
    SELECT t.key, grouping(t.key) AS is_total, ${TIMES}
    FROM (SELECT ${key}::text AS key, ${SECONDS} FROM handoff h WHERE ${where} AND ${sample}) t
    GROUP BY GROUPING SETS ((t.key), ())`;
  return { text, values, periods };
}

interface Question extends Omit<ReportStatement, 'text' | 'values'> {
  /** SQL of what figures are put together by. */
  readonly key: string;
  readonly where: string;
  readonly values: unknown[];
  readonly bound: Bound;
}

function questionOf({ by, range, filter, scope }: HandoffsAsked): Question {
  const values: unknown[] = [];
  const bound: Bound = (value) => `$${String(values.push(value))}`;
  const periods = isPeriod(by) ? periodsOf(range, by) : undefined;
  const key = isPeriod(by) ? pieceOf('h.requested_at', periods, bound) : COLUMNS[by];
  return { key, where: handoffsIn(range, filter, scope, bound), values, periods, bound };
}

export function handoffsIn(
  { fromMs, toMs }: ReportRange,
  filter: HandoffFilter,
  scope: Scope,
  bound: Bound,
): string {
  const { queue, agent, step, code, locale } = filter;
  const conditions = [
    `h.requested_at >= ${bound(new Date(fromMs))}::timestamptz`,
    `h.requested_at < ${bound(new Date(toMs))}::timestamptz`,
  ];
  if (scope.kind === 'some') conditions.push(`h.queue = ANY (${bound(scope.queues)}::text[])`);
  if (queue !== undefined) conditions.push(`h.queue = ${bound(queue)}`);
  if (agent !== undefined) conditions.push(`${COLUMNS.agent} = ${bound(agent)}`);
  if (code !== undefined) conditions.push(`${COLUMNS.code} = ${bound(code)}`);
  if (locale !== undefined) conditions.push(`h.locale = ${bound(locale)}`);
  if (step?.endsWith('.') === true) conditions.push(`starts_with(h.step, ${bound(step)})`);
  else if (step !== undefined) conditions.push(`h.step = ${bound(step)}`);
  return conditions.join(' AND ');
}

/** SQL of the number of the piece that a time falls in: a search in halves, not a conversion each. */
export function pieceOf(column: string, periods: Periods | undefined, bound: Bound): string {
  const { bounds = [], groups = [] } = periods ?? {};
  const [from, place] = [bound(bounds.map((ms) => new Date(ms))), bound(groups)];
  return `(${place}::int[])[width_bucket(${column}, ${from}::timestamptz[])]`;
}

export function isPeriod(by: string): by is Period {
  return PERIODS.some((period) => period === by);
}
