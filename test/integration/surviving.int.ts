import { describe, expect, it } from '@jest/globals';

import { hotPool } from '#adapters/postgres/hot-pool.ts';
import { inTransaction } from '#adapters/postgres/in-transaction.ts';
import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';

import { useDatabase } from '../support/postgres/use-database.ts';

const database = useDatabase('template0');

describe('connections', () => {
  it.each([
    ['of the hot pool', hotPool],
    ['of the ordinary pool', ordinaryPool],
  ])('%s may be ended in the middle of a transaction, and only that fails', async (_, poolOf) => {
    const pool = poolOf(database(), 2, 'lent');
    try {
      const broken = inTransaction(pool, async (client) => {
        const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
        await pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
        // Its end is heard between two statements.
        await new Promise((resolve) => client.once('end', resolve));
        await client.query('SELECT 1');
      });

      await expect(broken).rejects.toMatchObject({ code: 'store.unavailable' });
      expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    } finally {
      await pool.end();
    }
  });
});
