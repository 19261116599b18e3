import pg from 'pg';

import { surviving } from './surviving.ts';

const CONNECT_TIMEOUT_MS = 2000;
const STATEMENT_TIMEOUT = '15s';

/** Connections for what may take its time, so that it never takes those on a message's way. */
export function ordinaryPool(url: string, connections: number, name: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: `parley ${name}`,
    max: connections,
    options: `-c statement_timeout=${STATEMENT_TIMEOUT} -c idle_in_transaction_session_timeout=10s`,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  });
  return surviving(pool);
}
