import type { Command } from 'commander';

import type { CliDeps } from './cli-deps.ts';
import { reports } from './report.ts';

export function migrateCommand(program: Command, deps: CliDeps): void {
  const command = program
    .command('migrate')
    .description("bring the database to this version's schema; also done at each start");
  reports(command, deps, async () => {
    const applied = await deps.migrate();
    const lines = applied.map((name) => `applied ${name}\n`);
    const text = lines.length === 0 ? 'The database is up to date.\n' : lines.join('');
    return { text, json: { applied } };
  });
}
