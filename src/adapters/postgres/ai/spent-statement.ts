const USED = `
  coalesce(sum(q.tokens_in + q.tokens_out), 0)::float8 AS tokens,
  coalesce(sum(q.cost_millionths), 0)::float8 AS money,
  coalesce(sum(q.tool_calls), 0)::float8 AS calls,
  coalesce(sum(q.latency_ms), 0)::float8 / 1000 AS seconds`;
const LATELY = `q.at > (SELECT parley_now()) - interval '24 hours'`;

/** What all questions of 24 hours have taken: a row of `AiUse`. */
export const SPENT = `SELECT ${USED} FROM ai_question q WHERE ${LATELY}`;

/** The same, by the steps of each of these conversations. */
export const SPENT_BY_CHAT = `
  SELECT asked.id, spent.* FROM unnest($1::uuid[]) AS asked (id)
  CROSS JOIN LATERAL (
    SELECT ${USED} FROM ai_question q
    WHERE q.conversation_id = asked.id AND q.purpose = 'step' AND ${LATELY}) spent`;

/** Tokens of 24 hours of the agent who had most written for them. */
export const MOST_OF_ONE_AGENT = `
  SELECT coalesce(max(by_agent.tokens), 0)::float8 AS tokens
  FROM (SELECT sum(q.tokens_in + q.tokens_out) AS tokens FROM ai_question q
        WHERE q.asked_by IS NOT NULL AND ${LATELY} GROUP BY q.asked_by) by_agent`;
