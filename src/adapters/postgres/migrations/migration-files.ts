import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** One reviewed step of the schema, as it lies in prisma/migrations. */
export interface Migration {
  /** Name of its folder; sorts in the order of application. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, hex, as Prisma's own engine computes it. */
  readonly checksum: string;
}

/** Where this build keeps its migrations: the same way up from src/ as from dist/. */
export const MIGRATIONS_FOLDER = fileURLToPath(
  new URL('../../../../prisma/migrations', import.meta.url),
);

/** All migrations of a folder, in the order of application. */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(names.sort().map((name) => readMigration(folder, name)));
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  const bytes = await readFile(`${folder}/${name}/migration.sql`);
  const checksum = createHash('sha256').update(bytes).digest('hex');
  return { name, sql: bytes.toString('utf8'), checksum };
}
