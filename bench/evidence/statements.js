import { SERVICE_DATABASE } from '../processes/service.js';

const SERVICES_OWN = `
  dbid = (SELECT oid FROM pg_database WHERE datname = $1) AND userid = 'parley'::regrole`;
const TOTALS = `
  SELECT sum(calls)::float8 AS calls, sum(total_exec_time)::float8 AS ms
  FROM pg_stat_statements WHERE ${SERVICES_OWN}`;
const COSTLIEST = `
  SELECT left(regexp_replace(query, '\\s+', ' ', 'g'), 90) AS statement, calls::int AS calls,
         rows::int AS rows, total_exec_time AS ms
  FROM pg_stat_statements WHERE ${SERVICES_OWN}
  ORDER BY total_exec_time DESC LIMIT 10`;

/** Begins to count statements, for every connection there is. */
export async function startCounting(postgres) {
  await postgres.query('postgres', 'CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  await setTracking(postgres, 'top');
  await postgres.query('postgres', 'SELECT pg_stat_statements_reset()');
}

/** Ends counting and answers statements a message, BEGIN and COMMIT among them. */
export async function stopCounting(postgres, messages) {
  await setTracking(postgres, 'none');
  const [{ calls, ms }] = await postgres.query('postgres', TOTALS, [SERVICE_DATABASE]);
  const costliest = await postgres.query('postgres', COSTLIEST, [SERVICE_DATABASE]);
  return {
    statements: calls / messages,
    executionMicroseconds: (ms * 1_000) / messages,
    costliest: costliest.map(({ statement, calls: times, rows, ms: spent }) => ({
      statement,
      calls: times,
      rows,
      microsecondsAMessage: (spent * 1_000) / messages,
    })),
  };
}

async function setTracking(postgres, what) {
  await postgres.query('postgres', `ALTER SYSTEM SET pg_stat_statements.track = ${what}`);
  await postgres.query('postgres', 'SELECT pg_reload_conf()');
  await new Promise((resolve) => setTimeout(resolve, 200));
}
