import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';

import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';
import { type PrismaClient, prismaOver } from '#adapters/postgres/prisma.ts';
import { PostgresReleaseStore } from '#adapters/postgres/releases/postgres-release-store.ts';

import { useDatabase } from '../support/postgres/use-database.ts';

const database = useDatabase();
const FILES = [
  { path: 'bot.yaml', text: 'bot: test' },
  { path: 'menu.yaml', text: 'flow: menu' },
];

describe('PostgresReleaseStore', () => {
  let pool: pg.Pool;
  let prisma: PrismaClient;
  let store: PostgresReleaseStore;

  beforeAll(() => {
    pool = ordinaryPool(database(), 8, 'test');
    prisma = prismaOver(pool);
    store = new PostgresReleaseStore(prisma);
  });
  afterAll(async () => {
    await prisma.$disconnect();
    await pool.end();
  });

  it('makes one release of replicas that publish the same files at once', async () => {
    const published = await Promise.all(
      Array.from({ length: 8 }, (_replica, number) => store.publish(FILES, `r${String(number)}`)),
    );

    expect(new Set(published.map(({ id }) => id)).size).toBe(1);
    expect(published.filter(({ wasLive }) => !wasLive)).toHaveLength(1);
    expect((await store.live())?.id).toBe(published[0]?.id);
  });

  it('takes the same files in another order for the same release', async () => {
    const { wasLive } = await store.publish([...FILES].reverse(), 'somebody');

    expect(wasLive).toBe(true);
    expect(await store.read((await store.live())?.id ?? 0)).toEqual(FILES);
  });
});
