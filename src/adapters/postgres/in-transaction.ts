import type pg from 'pg';

import { translated } from './postgres-errors.ts';

/**
 * Lends a connection inside a transaction, committed when `work` is done.
 *
 * @throws StoreUnavailable, RowRefused
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.ClientBase) => Promise<T>,
): Promise<T> {
  const client = await pool.connect().catch((failure: unknown) => {
    throw translated(failure);
  });
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (failure) {
    // Closing the connection rolls back, whatever state it is in.
    client.release(true);
    throw translated(failure);
  }
}
