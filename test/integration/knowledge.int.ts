import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';

import { FilesKnowledgeBase } from '#adapters/postgres/knowledge/files-knowledge-base.ts';
import { PostgresKnowledgeBase } from '#adapters/postgres/knowledge/postgres-knowledge-base.ts';
import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';
import { type PrismaClient, prismaOver } from '#adapters/postgres/prisma.ts';
import { PostgresReleaseStore } from '#adapters/postgres/releases/postgres-release-store.ts';
import { PublishRelease } from '#app/releases/publish-release.ts';
import { passagesOf } from '#core/knowledge/passages-of.ts';

import { filesOf } from '../support/flow/a-release.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const FILES = [
  ...filesOf([]),
  {
    path: 'knowledge/delivery.md',
    text: '# Delivery\n## Times\nParcels are delivered within three days.\n## Costs\nIt costs 4 euros.',
  },
  { path: 'knowledge/es/delivery.md', text: '# Envíos\nLos paquetes tardan tres días.' },
  {
    path: 'knowledge/returns.txt',
    text: "You can return what you don't like; delivery is not paid.",
  },
];
const database = useDatabase();

describe('what a release knows', () => {
  let pool: pg.Pool;
  let prisma: PrismaClient;
  let knowledge: PostgresKnowledgeBase;
  let unpublished: FilesKnowledgeBase;
  let conversationId: string;

  beforeAll(async () => {
    pool = ordinaryPool(database(), 2, 'test');
    prisma = prismaOver(pool);
    knowledge = new PostgresKnowledgeBase(database());
    unpublished = new FilesKnowledgeBase(database(), passagesOf(FILES, ['en', 'es']));
    const publish = new PublishRelease(new PostgresReleaseStore(prisma));
    const published = await publish.execute(FILES, 'test', { unproved: true });
    await publish.execute([...FILES].reverse(), 'test', { unproved: true });
    if ('problems' in published) throw new Error(JSON.stringify(published.problems));
    conversationId = randomUUID();
    await pool.query(
      `INSERT INTO conversation (id, recipient_kind, recipient_value, release_id)
       VALUES ($1, 'external_id', 'ana', $2)`,
      [conversationId, published.releaseId],
    );
  });
  afterAll(async () => {
    await Promise.all([knowledge.close(), unpublished.close(), prisma.$disconnect()]);
    await pool.end();
  });

  /** Of the release; files that are not published are always found in the same way. */
  const find = async (
    text: string,
    locale = 'en',
    files?: readonly string[],
  ): Promise<string[]> => {
    const found = await knowledge.find({ conversationId, text, locale, files });
    expect(await unpublished.find({ text, locale, files })).toEqual(found);
    return found.map(({ source }) => source);
  };

  it.each([
    ['How long does a parcel take?', 'en', 'delivery.md#times'],
    ['what does it cost', 'en', 'delivery.md#costs'],
    ['I want to return it', 'en', 'returns.txt#top'],
    ['¿cuánto tarda un paquete?', 'es', 'es/delivery.md#envios'],
    ['un paquete', 'en', 'es/delivery.md#envios'],
  ])('finds by the words and rules of its language: %s', async (text, locale, source) => {
    expect((await find(text, locale))[0]).toBe(source);
  });

  it('finds nothing where no word fits, and is hurt by no sign', async () => {
    expect(await find('xyzzy')).toEqual([]);
    expect(await find('the and of')).toEqual([]);
    expect(await find("' & | ! ( ) :* <-> \\ %s 'x'); DROP TABLE passage --")).toEqual([]);
    expect(await find('')).toEqual([]);
  });

  it('looks only into the files that a step names', async () => {
    expect(await find('delivery', 'en', ['returns.txt'])).toEqual(['returns.txt#top']);
    expect(await find('paquete', 'en', ['delivery.md'])).toEqual(['es/delivery.md#envios']);
  });

  it('knows nothing for a conversation of another release', async () => {
    const [other] = (
      await pool.query<{ id: string }>(
        `INSERT INTO conversation (id, recipient_kind, recipient_value, release_id)
         VALUES ($1, 'external_id', 'bob', 999) RETURNING id`,
        [randomUUID()],
      )
    ).rows;
    const asked = {
      conversationId: other?.id ?? '',
      text: 'parcel',
      locale: 'en',
      files: undefined,
    };

    expect(await knowledge.find(asked)).toEqual([]);
  });
});
