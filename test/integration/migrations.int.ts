import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { applyMigrations } from '#adapters/postgres/migrations/apply-migrations.ts';
import {
  DatabaseUnreachable,
  MigrationFailed,
  MigrationHistoryDiffers,
} from '#adapters/postgres/migrations/migration-errors.ts';
import { readMigrations } from '#adapters/postgres/migrations/migration-files.ts';

import { query } from '../support/postgres/query.ts';
import { shapeOf } from '../support/postgres/shape-of.ts';
import { withEmptyDatabase } from '../support/postgres/with-empty-database.ts';
import { runScript } from '../support/prisma/run-script.ts';

const FOLDER = 'prisma/migrations';

/** Lends a copy of the migrations that a test may change. */
async function withCopy(work: (folder: string, last: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-migrations-'));
  try {
    await cp(FOLDER, folder, { recursive: true });
    const names = await namesIn(folder);
    await work(folder, names.at(-1) ?? '');
  } finally {
    await rm(folder, { recursive: true });
  }
}

const namesIn = async (folder: string): Promise<readonly string[]> =>
  (await readMigrations(folder)).map(({ name }) => name);

describe('applyMigrations', () => {
  it('applies all to an empty database, and nothing the second time', () =>
    withEmptyDatabase(async (url) => {
      const first = await applyMigrations(url);
      const second = await applyMigrations(url);

      expect(first).toEqual(await namesIn(FOLDER));
      expect(second).toEqual([]);
    }));

  it('applies each once when three processes start together', () =>
    withEmptyDatabase(async (url) => {
      const runs = await Promise.all([1, 2, 3].map(() => applyMigrations(url)));

      expect(runs.flat()).toEqual(await namesIn(FOLDER));
    }));

  it('makes the database that the schema describes, and only adds to it', () =>
    withEmptyDatabase((migrated) =>
      withEmptyDatabase(async (drafted) => {
        await applyMigrations(migrated);
        // The defaults name the function, which Prisma's language cannot make.
        const clock = `CREATE FUNCTION parley_now() RETURNS timestamptz LANGUAGE sql RETURN now();`;
        await query(drafted, clock + (await runScript('schema-sql.js')));

        const [real, described] = await Promise.all([shapeOf(migrated), shapeOf(drafted)]);
        const added = real.filter((fact) => !described.includes(fact));

        expect(described.filter((fact) => !real.includes(fact))).toEqual([]);
        expect(added.filter((fact) => /^(column|enum) /.test(fact))).toEqual([]);
      }),
    ));

  it("leaves a history that Prisma's own engine finds complete and unchanged", () =>
    withEmptyDatabase(async (url) => {
      await applyMigrations(url);

      expect(JSON.parse(await runScript('official-deploy.js', url))).toEqual({
        appliedMigrationNames: [],
        editedMigrationNames: [],
        failedMigrationNames: [],
        history: null,
      });
    }));

  it("goes on from where Prisma's own engine stopped", () =>
    withEmptyDatabase(async (url) => {
      await runScript('official-deploy.js', url);

      expect(await applyMigrations(url)).toEqual([]);
    }));

  it('rolls a failing migration back whole, says why, and goes on once it is mended', () =>
    withEmptyDatabase((url) =>
      withCopy(async (folder, last) => {
        await appendFile(`${folder}/${last}/migration.sql`, '\nSELECT 1 / 0;');

        const failing = applyMigrations(url, { folder });

        await expect(failing).rejects.toThrow(MigrationFailed);
        await expect(failing).rejects.toThrow(/division by zero/);
        expect(await applyMigrations(url)).toContain(last);
      }),
    ));

  it('refuses a database that a newer build migrated, unless told that it may be newer', () =>
    withEmptyDatabase((url) =>
      withCopy(async (folder, last) => {
        await applyMigrations(url);
        await rm(`${folder}/${last}`, { recursive: true });

        const refused = applyMigrations(url, { folder });

        await expect(refused).rejects.toThrow(MigrationHistoryDiffers);
        await expect(refused).rejects.toThrow(`${last} is not known here`);
        expect(await applyMigrations(url, { folder, newer: 'accept' })).toEqual([]);
      }),
    ));

  it('refuses migrations that were changed after they were applied', () =>
    withEmptyDatabase((url) =>
      withCopy(async (folder, last) => {
        await applyMigrations(url);
        await appendFile(`${folder}/${last}/migration.sql`, '\n-- an afterthought');

        const refused = applyMigrations(url, { folder });

        await expect(refused).rejects.toThrow(`${last} was changed after it was applied`);
      }),
    ));

  it("refuses where another tool's migration began and never ended, until it is resolved", () =>
    withEmptyDatabase(async (url) => {
      await applyMigrations(url);
      await query(url, `UPDATE _prisma_migrations SET finished_at = NULL`);

      await expect(applyMigrations(url)).rejects.toThrow(/migrate resolve --rolled-back/);
    }));

  it('refuses a database that holds the tables of something else', () =>
    withEmptyDatabase(async (url) => {
      await query(url, 'CREATE TABLE invoices (id int)');

      await expect(applyMigrations(url)).rejects.toThrow(/name an empty database in DATABASE_URL/);
    }));

  it('says that a database cannot be reached', async () => {
    const refused = applyMigrations('postgresql://parley@127.0.0.1:1/parley');

    await expect(refused).rejects.toThrow(DatabaseUnreachable);
    await expect(refused).rejects.toThrow(/ECONNREFUSED.*Check DATABASE_URL/);
  });
});
