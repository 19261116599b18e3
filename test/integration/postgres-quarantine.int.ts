import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';

import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';
import { prismaOver } from '#adapters/postgres/prisma.ts';
import { PostgresQuarantine } from '#adapters/postgres/quarantine/postgres-quarantine.ts';
import { StoreUnavailable } from '#app/accept-events/accept-errors.ts';

import { useDatabase } from '../support/postgres/use-database.ts';
import { aQuarantine, keepsAQuarantine } from '../support/quarantine/quarantine-store.contract.ts';

const databaseUrl = useDatabase();

describe('PostgresQuarantine', () => {
  let pool: pg.Pool;
  let store: PostgresQuarantine;
  beforeAll(() => {
    pool = ordinaryPool(databaseUrl(), 2, 'quarantine test');
    store = new PostgresQuarantine(prismaOver(pool));
  });
  afterAll(() => pool.end());

  keepsAQuarantine(() => store);

  it('is unavailable where the database is', async () => {
    const nowhere = ordinaryPool('postgresql://parley@127.0.0.1:1/none', 1, 'quarantine test');
    const unreachable = new PostgresQuarantine(prismaOver(nowhere));

    await expect(unreachable.keep(aQuarantine())).rejects.toThrow(StoreUnavailable);
    await nowhere.end();
  });
});
