import { Command, CommanderError } from 'commander';

import type { CliDeps } from './cli-deps.ts';
import { FlowsHaveProblems } from './cli-errors.ts';
import { explainFailure, failureAsJson } from './explain-failure.ts';
import { NotFine } from './report.ts';

type Add = (program: Command, deps: CliDeps) => void;

/**
 * A file adds its commands to the program; the order is that of the help. Only the file of the
 * command that was typed is loaded: each would make all the others start later.
 */
const COMMANDS: readonly (readonly [names: readonly string[], load: () => Promise<Add>])[] = [
  [['init'], async () => (await import('./init.command.ts')).initCommand],
  [['check'], async () => (await import('./check.command.ts')).checkCommand],
  [['prove'], async () => (await import('./prove.command.ts')).proveCommand],
  [['test'], async () => (await import('./test.command.ts')).testCommand],
  [['redteam'], async () => (await import('./redteam.command.ts')).redteamCommand],
  [['chat'], async () => (await import('./chat.command.ts')).chatCommand],
  [['explain'], async () => (await import('./explain.command.ts')).explainCommand],
  [['graph'], async () => (await import('./graph.command.ts')).graphCommand],
  [['errors'], async () => (await import('./errors.command.ts')).errorsCommand],
  [['fmt'], async () => (await import('./fmt.command.ts')).fmtCommand],
  [['schema'], async () => (await import('./schema.command.ts')).schemaCommand],
  [['publish'], async () => (await import('./publish.command.ts')).publishCommand],
  [['doctor'], async () => (await import('./doctor.command.ts')).doctorCommand],
  [['connectors'], async () => (await import('./connectors.command.ts')).connectorsCommand],
  [
    ['take', 'return', 'block', 'unblock'],
    async () => (await import('./hold.command.ts')).holdCommands,
  ],
  [['pause', 'resume'], async () => (await import('./pause.command.ts')).pauseCommands],
  [['replies'], async () => (await import('./replies.command.ts')).repliesCommand],
  [['quarantine'], async () => (await import('./quarantine.command.ts')).addQuarantineCommands],
  [['ai'], async () => (await import('./ai.command.ts')).aiCommand],
  [['people'], async () => (await import('./people.command.ts')).peopleCommand],
  [['migrate'], async () => (await import('./migrate.command.ts')).migrateCommand],
];

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
    await (await programOf(commandLine)).parseAsync(commandLine.args, { from: 'user' });
    return 0;
  } catch (failure) {
    if (failure instanceof NotFine) return failure.exitCode; // its report has said why
    if (failure instanceof CommanderError) return failure.exitCode === 0 ? 0 : 2; // it has, too
    tell(failure, commandLine);
    return failure instanceof FlowsHaveProblems ? 1 : 2;
  }
}

async function programOf({ args, deps, complain }: CommandLine): Promise<Command> {
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
  for (const add of await loaded(args[0])) add(program, deps);
  return program;
}

/** For the help, and for a name that there is not, all of them. */
async function loaded(name: string | undefined): Promise<readonly Add[]> {
  const wanted = COMMANDS.filter(([names]) => name !== undefined && names.includes(name));
  const found: Add[] = [];
  for (const [, load] of wanted.length > 0 ? wanted : COMMANDS) found.push(await load());
  return found;
}

/** A program that asked for JSON gets the failure as JSON too. */
function tell(failure: unknown, { args, deps, complain }: CommandLine): void {
  if (args.includes('--json')) deps.write(`${JSON.stringify(failureAsJson(failure), null, 2)}\n`);
  else complain(explainFailure(failure));
}
