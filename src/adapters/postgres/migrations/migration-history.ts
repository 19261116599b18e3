import { randomUUID } from 'node:crypto';

import type { ClientBase } from 'pg';

import { MigrationHistoryDiffers } from './migration-errors.ts';
import type { Migration } from './migration-files.ts';
import type { AppliedMigration } from './pending-migrations.ts';

/**
 * Makes the table in which Prisma's own CLI keeps its history, column for column, so that either
 * tool can go on where the other stopped.
 *
 * @throws MigrationHistoryDiffers when there are tables already that no migration made
 * @see https://github.com/prisma/prisma-engines/blob/main/schema-engine/connectors/sql-schema-connector/src/flavour/postgres.rs
 */
export async function openHistory(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ readonly history: string | null; readonly others: string }>(
    `SELECT to_regclass('_prisma_migrations') AS history, count(*) AS others
     FROM pg_class c
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')`,
  );
  const [found] = rows;
  if (found?.history !== null) return;
  if (found.others !== '0') {
    const others = `it holds ${found.others} tables that Parley did not make`;
    throw new MigrationHistoryDiffers([`${others}: name an empty database in DATABASE_URL`]);
  }

  await client.query(`
    CREATE TABLE _prisma_migrations (
      id                  VARCHAR(36) PRIMARY KEY NOT NULL,
      checksum            VARCHAR(64) NOT NULL,
      finished_at         TIMESTAMPTZ,
      migration_name      VARCHAR(255) NOT NULL,
      logs                TEXT,
      rolled_back_at      TIMESTAMPTZ,
      started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
      applied_steps_count INTEGER NOT NULL DEFAULT 0
    )`);
}

/** What the database went through, in order. */
export async function readHistory(client: ClientBase): Promise<readonly AppliedMigration[]> {
  const { rows } = await client.query<AppliedMigration>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS "isFinished"
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return rows;
}

/** Runs `migration` and writes it down, both or neither. Leaves the connection without a transaction. */
export async function applyOne(client: ClientBase, migration: Migration): Promise<void> {
  const id = randomUUID();
  await client.query('BEGIN');
  try {
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at)
       VALUES ($1, $2, $3, clock_timestamp())`,
      [id, migration.checksum, migration.name],
    );
    await client.query(migration.sql);
    await client.query(
      `UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1
       WHERE id = $1`,
      [id],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined); // the connection may be what broke
    throw cause;
  }
}
