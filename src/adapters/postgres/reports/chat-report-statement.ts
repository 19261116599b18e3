import type { ChatsAsked } from '#app/ports/reports.ts';
import { periodsOf } from '#core/reports/periods.ts';

import { type Bound, isPeriod, pieceOf, type ReportStatement } from './handoff-report-statement.ts';

const CONTAINED = `NOT c.people AND c.ended_how = 'ended'`;
const FIGURES = `
  count(*)::int AS chats,
  (count(*) FILTER (WHERE ${CONTAINED}))::int AS contained,
  (count(*) FILTER (WHERE ${CONTAINED} AND c.ended_at = c.began_at))::int AS at_once,
  (count(*) FILTER (WHERE c.people))::int AS handed,
  (count(*) FILTER (WHERE NOT c.people AND c.ended_how = 'left'))::int AS gone,
  (count(*) FILTER (WHERE NOT c.people AND c.ended_at IS NULL))::int AS open,
  count(c.csat)::int AS ratings,
  coalesce(sum(c.csat), 0)::float8 AS rating_sum,
  (count(*) FILTER (WHERE c.csat >= 4))::int AS ratings_good`;

export function chatReport({ by, range, flow, scope }: ChatsAsked): ReportStatement {
  const values: unknown[] = [];
  const bound: Bound = (value) => `$${String(values.push(value))}`;
  const periods = isPeriod(by) ? periodsOf(range, by) : undefined;
  const key = periods === undefined ? 'c.flow' : pieceOf('c.began_at', periods, bound);
  const conditions = [
    `c.began_at >= ${bound(new Date(range.fromMs))}::timestamptz`,
    `c.began_at < ${bound(new Date(range.toMs))}::timestamptz`,
    // A chat is in no queue: whoever sees some queues only is not shown the others' chats.
    ...(scope.kind === 'all' ? [] : ['false']),
    ...(flow === undefined ? [] : [`c.flow = ${bound(flow)}`]),
  ];
  const text = `
    SELECT ${key}::text AS key, grouping(${key}) AS is_total, ${FIGURES}
    FROM chat c WHERE ${conditions.join(' AND ')}
    GROUP BY GROUPING SETS ((${key}), ()) ORDER BY 2, 3 DESC, 1`;
  return { text, values, periods };
}
