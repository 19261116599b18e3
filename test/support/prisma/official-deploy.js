/**
 * Does what `prisma migrate deploy` does, with Prisma's own engine: node official-deploy.js URL.
 * Prints the names of the migrations that it applied and of those it finds changed, as JSON.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { PrismaPg } from '@prisma/adapter-pg';

import { startEngine } from '../../../prisma/schema-engine.js';

const FOLDER = 'prisma/migrations';

const migrationDirectories = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name: path }) => {
    const value = readFileSync(`${FOLDER}/${path}/migration.sql`, 'utf8');
    return { path, migrationFile: { path: 'migration.sql', content: { tag: 'ok', value } } };
  });
const input = {
  migrationsList: {
    baseDir: resolve(FOLDER),
    lockfile: {
      path: './migration_lock.toml',
      content: readFileSync(`${FOLDER}/migration_lock.toml`, 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories,
  },
  filters: { externalTables: [], externalEnums: [] },
};

/** The command line's engine sends a script whole; the adapter would cut it at each semicolon. */
class WholeScripts extends PrismaPg {
  async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      await adapter.client.query(script);
    };
    return adapter;
  }
}

const engine = await startEngine(new WholeScripts({ connectionString: process.argv[2] }));
const { appliedMigrationNames } = await engine.applyMigrations(input);
const { editedMigrationNames, failedMigrationNames, history } =
  await engine.diagnoseMigrationHistory({ ...input, optInToShadowDatabase: false });
process.stdout.write(
  JSON.stringify({ appliedMigrationNames, editedMigrationNames, failedMigrationNames, history }),
);
process.exit();
