import { AppError } from '#core/app-error.ts';

/** The database cannot be reached, or does not let us in. */
export class DatabaseUnreachable extends AppError {
  override readonly code = 'store.unreachable';
  override readonly kind = 'unavailable';

  constructor(cause: unknown) {
    const why = reasonOf(cause);
    super(`The database cannot be reached: ${why}. Check DATABASE_URL`, {}, { cause });
  }
}

/** One migration's SQL failed; nothing of it remains, those before it stay applied. */
export class MigrationFailed extends AppError {
  override readonly code = 'store.migration-failed';
  override readonly kind = 'conflict';

  constructor(name: string, cause: unknown) {
    const why = reasonOf(cause);
    super(
      `Migration ${name} failed and was rolled back: ${why}. Mend what it names and migrate again`,
      { name },
      { cause },
    );
  }
}

/** The migrations that the database went through are not the ones that this build brings. */
export class MigrationHistoryDiffers extends AppError {
  override readonly code = 'store.migration-history-differs';
  override readonly kind = 'conflict';

  constructor(problems: readonly string[]) {
    const list = problems.map((problem) => `  - ${problem}`).join('\n');
    super(`The database and this build of Parley do not go together:\n${list}`, { problems });
  }
}

/** Postgres' own words; a refused connection keeps its words in a code. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (cause.message !== '') return cause.message;
  return 'code' in cause ? String(cause.code) : cause.name;
}
