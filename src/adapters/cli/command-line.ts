import { Command, CommanderError } from 'commander';

import { checkCommand } from './check.command.ts';
import type { CliDeps } from './cli-deps.ts';
import { explainFailure } from './explain-failure.ts';
import { holdCommands } from './hold.command.ts';
import { migrateCommand } from './migrate.command.ts';
import { publishCommand } from './publish.command.ts';
import { addQuarantineCommands } from './quarantine.command.ts';

/** A command's file adds it to the program; the order is that of the help. */
const COMMANDS: readonly ((program: Command, deps: CliDeps) => void)[] = [
  checkCommand,
  publishCommand,
  holdCommands,
  quarantineCommands,
  migrateCommand,
];

function quarantineCommands(program: Command, { open, write, now }: CliDeps): void {
  addQuarantineCommands(program, { open, write, now });
}

export interface CommandLine {
  /** What was typed after the program's name. */
  readonly args: readonly string[];
  readonly deps: CliDeps;
  /** A failure, for whoever typed the command. */
  readonly complain: (text: string) => void;
}

/** Does what was typed and answers the process's exit code; throws nothing. */
export async function runCommandLine({ args, deps, complain }: CommandLine): Promise<number> {
  const program = new Command('parley')
    .description('The external system in Braze’s WhatsApp integration')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        deps.write(text);
      },
      writeErr: (text) => {
        complain(text.trimEnd());
      },
    })
    .showHelpAfterError('`parley --help` shows what there is');
  for (const add of COMMANDS) add(program, deps);

  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (failure) {
    if (failure instanceof CommanderError) return failure.exitCode; // it has said why
    complain(explainFailure(failure));
    return 1;
  }
}
