import pg from 'pg';

import { DatabaseUnreachable, MigrationFailed } from './migration-errors.ts';
import { type Migration, MIGRATIONS_FOLDER, readMigrations } from './migration-files.ts';
import { applyOne, openHistory, readHistory } from './migration-history.ts';
import { pendingMigrations } from './pending-migrations.ts';

/** Prisma's own key, so that its CLI and this runner never migrate at the same time. */
const LOCK_KEY = 72_707_369;
const CONNECT_TIMEOUT_MS = 10_000;

export interface MigrateOptions {
  readonly folder?: string;
  /**
   * Whether a database that a newer build migrated is refused (so says `parley migrate`) or
   * accepted as it is: migrations expand before they contract, so the version before still runs.
   */
  readonly newer?: 'refuse' | 'accept';
}

/**
 * Brings the database to this build's schema and answers the names of what it applied, in order.
 *
 * Each migration is one transaction; a second run does nothing; of two that start together one
 * waits for the other. Needs a direct connection: the lock belongs to the session.
 *
 * @throws DatabaseUnreachable, MigrationFailed, MigrationHistoryDiffers
 */
export async function applyMigrations(
  url: string,
  { folder = MIGRATIONS_FOLDER, newer = 'refuse' }: MigrateOptions = {},
): Promise<readonly string[]> {
  const migrations = await readMigrations(folder);
  const client = await connect(url);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK_KEY]);
    await openHistory(client);
    const pending = pendingMigrations(migrations, await readHistory(client), newer);
    for (const migration of pending) await applyOrExplain(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end(); // and with it the lock
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'parley migrate',
  });
  try {
    await client.connect();
    return client;
  } catch (cause) {
    throw new DatabaseUnreachable(cause);
  }
}

async function applyOrExplain(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await applyOne(client, migration);
  } catch (cause) {
    throw new MigrationFailed(migration.name, cause);
  }
}
