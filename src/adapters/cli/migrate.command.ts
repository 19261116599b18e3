import type { Command } from 'commander';

import type { CliDeps } from './cli-deps.ts';

export function migrateCommand(program: Command, { migrate, write }: CliDeps): void {
  program
    .command('migrate')
    .description("bring the database to this version's schema; also done at each start")
    .action(async () => {
      const applied = await migrate();
      for (const name of applied) write(`applied ${name}\n`);
      if (applied.length === 0) write('The database is up to date.\n');
    });
}
