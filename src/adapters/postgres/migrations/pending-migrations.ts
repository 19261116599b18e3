import { MigrationHistoryDiffers } from './migration-errors.ts';
import type { Migration } from './migration-files.ts';

/** A row of `_prisma_migrations`, without those that an operator marked as rolled back. */
export interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
  /** Whether it ran to its end. */
  readonly isFinished: boolean;
}

/**
 * The migrations of this build that the database has not gone through, in order.
 *
 * @param newer what to do about applied migrations that this build does not know
 * @throws MigrationHistoryDiffers when the two histories do not fit together
 */
export function pendingMigrations(
  ours: readonly Migration[],
  applied: readonly AppliedMigration[],
  newer: 'refuse' | 'accept',
): readonly Migration[] {
  const known = new Map(ours.map((migration) => [migration.name, migration]));
  const problems = applied.flatMap((row) => problemOf(row, known.get(row.name), newer) ?? []);
  if (problems.length > 0) throw new MigrationHistoryDiffers(problems);

  const done = new Set(applied.map(({ name }) => name));
  return ours.filter(({ name }) => !done.has(name));
}

function problemOf(
  { name, checksum, isFinished }: AppliedMigration,
  ours: Migration | undefined,
  newer: 'refuse' | 'accept',
): string | undefined {
  if (!isFinished) {
    return `${name} began and never ended: repair by hand what it left, then tell the history with \`npx prisma migrate resolve --rolled-back ${name}\``;
  }
  if (ours === undefined) {
    if (newer === 'accept') return undefined;
    return `${name} is not known here: a newer Parley migrated this database; start that version`;
  }
  if (ours.checksum === checksum) return undefined;
  return `${name} was changed after it was applied: restore prisma/migrations/${name} as it was released and write the change as a new migration`;
}
