import { Command, CommanderError } from 'commander';

import { chatCommand } from './chat.command.ts';
import { checkCommand } from './check.command.ts';
import type { CliDeps } from './cli-deps.ts';
import { FlowsHaveProblems } from './cli-errors.ts';
import { doctorCommand } from './doctor.command.ts';
import { errorsCommand } from './errors.command.ts';
import { explainCommand } from './explain.command.ts';
import { explainFailure, failureAsJson } from './explain-failure.ts';
import { fmtCommand } from './fmt.command.ts';
import { graphCommand } from './graph.command.ts';
import { holdCommands } from './hold.command.ts';
import { initCommand } from './init.command.ts';
import { migrateCommand } from './migrate.command.ts';
import { publishCommand } from './publish.command.ts';
import { addQuarantineCommands } from './quarantine.command.ts';
import { repliesCommand } from './replies.command.ts';
import { NotFine } from './report.ts';
import { schemaCommand } from './schema.command.ts';
import { testCommand } from './test.command.ts';

/** A command's file adds it to the program; the order is that of the help. */
const COMMANDS: readonly ((program: Command, deps: CliDeps) => void)[] = [
  initCommand,
  checkCommand,
  testCommand,
  chatCommand,
  explainCommand,
  graphCommand,
  errorsCommand,
  fmtCommand,
  schemaCommand,
  publishCommand,
  doctorCommand,
  holdCommands,
  quarantineCommands,
  migrateCommand,
  repliesCommand,
];

function quarantineCommands(program: Command, deps: CliDeps): void {
  addQuarantineCommands(program, deps);
}

export interface CommandLine {
  /** What was typed after the program's name. */
  readonly args: readonly string[];
  readonly deps: CliDeps;
  /** A failure, for whoever typed the command. */
  readonly complain: (text: string) => void;
}

/**
 * Does what was typed and answers the process's exit code; throws nothing.
 *
 * 0: all is well. 1: something is wrong with the flows or their tests. 2: it could not be done,
 * be it that it was typed wrongly, that a file cannot be read or that the database is down.
 */
export async function runCommandLine(commandLine: CommandLine): Promise<number> {
  try {
    await programOf(commandLine).parseAsync(commandLine.args, { from: 'user' });
    return 0;
  } catch (failure) {
    if (failure instanceof NotFine) return failure.exitCode; // its report has said why
    if (failure instanceof CommanderError) return failure.exitCode === 0 ? 0 : 2; // it has, too
    tell(failure, commandLine);
    return failure instanceof FlowsHaveProblems ? 1 : 2;
  }
}

function programOf({ deps, complain }: CommandLine): Command {
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
  return program;
}

/** A program that asked for JSON gets the failure as JSON too. */
function tell(failure: unknown, { args, deps, complain }: CommandLine): void {
  if (args.includes('--json')) deps.write(`${JSON.stringify(failureAsJson(failure), null, 2)}\n`);
  else complain(explainFailure(failure));
}
