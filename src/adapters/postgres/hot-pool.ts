import pg from 'pg';

import { surviving } from './surviving.ts';

/**
 * Settings of the connections on a message's way.
 *
 * The timeouts end what a stopped process left open. A kept plan is made once, while tables may
 * still be small: it must walk indexes then too, or it would read whole tables later.
 */
const SETTINGS = {
  statement_timeout: '5s',
  lock_timeout: '2s',
  idle_in_transaction_session_timeout: '10s',
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  enable_bitmapscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  jit: 'off',
} as const;

const CONNECT_TIMEOUT_MS = 1000;
/** Longer than the server's own statement_timeout: it speaks only where the server is out of reach. */
const ANSWER_TIMEOUT_MS = 6000;

/** Connections that pipeline their statements: several go out in one round trip. */
export function hotPool(url: string, connections: number, name: string): pg.Pool {
  const options = Object.entries(SETTINGS).map(([key, value]) => `-c ${key}=${value}`);
  const pool = new pg.Pool({
    connectionString: url,
    application_name: `parley ${name}`,
    max: connections,
    pipeline: true,
    options: options.join(' '),
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    keepAlive: true,
    idleTimeoutMillis: 0,
  });
  return surviving(pool);
}
