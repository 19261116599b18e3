import type pg from 'pg';

import { translated } from './postgres-errors.ts';

/**
 * Runs one statement outside a transaction; with a `name`, prepared once a connection.
 *
 * @throws StoreUnavailable, RowRefused
 */
export async function rowsOf<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  query: pg.QueryConfig,
): Promise<readonly Row[]> {
  try {
    return (await pool.query<Row>(query)).rows;
  } catch (failure) {
    throw translated(failure);
  }
}
