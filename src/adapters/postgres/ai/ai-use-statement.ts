/** What a step asked before its question, to have a chat in short, is logged by what came of it. */
const IS_RECAP = `(q.outcome = 'summarised' OR q.outcome LIKE 'no summary: %')`;

/** What was asked since then, summed up in one pass over the days, which an index by `at` finds. */
export const ASKED_SINCE = `
  SELECT GROUPING(q.model, q.flow_step) AS level,
         q.model, q.purpose, q.flow_step AS step,
         count(*)::float8 AS turns,
         coalesce(sum(q.tokens_in), 0)::float8 AS "tokensIn",
         coalesce(sum(q.tokens_out), 0)::float8 AS "tokensOut",
         coalesce(sum(q.cost_millionths), 0)::float8 AS "costMillionths",
         coalesce(sum(q.tokens_in + q.tokens_out) FILTER (WHERE q.cost_millionths = 0), 0)::float8
           AS "unpricedTokens",
         coalesce(sum(q.tool_calls), 0)::float8 AS "toolCalls",
         count(*) FILTER (WHERE q.outcome NOT IN ('answered', 'summarised'))::float8 AS unanswered,
         percentile_disc(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY q.latency_ms) AS latencies
  FROM (
    SELECT q.model, q.tokens_in, q.tokens_out, q.cost_millionths, q.tool_calls, q.outcome, q.latency_ms,
           CASE WHEN q.purpose = 'step' AND ${IS_RECAP} THEN 'recap' ELSE q.purpose END AS purpose,
           CASE WHEN q.purpose = 'step' THEN q.step END AS flow_step
    FROM ai_question q
    WHERE q.at > $1::timestamptz) q
  GROUP BY GROUPING SETS ((q.model, q.purpose), (q.flow_step), ())
  ORDER BY "costMillionths" DESC, sum(q.tokens_in + q.tokens_out) DESC, q.model, q.purpose, step`;
