import type { Command } from 'commander';

import { compileRelease } from '#core/flow/compile-release.ts';

import { ChatSession } from './chat/chat-session.ts';
import { problemList } from './check.command.ts';
import type { CliDeps } from './cli-deps.ts';
import { FOLDER_ARGUMENT, FOLDER_HELP, readFlows } from './flows.ts';
import { paintFor } from './paint.ts';
import { NotFine } from './report.ts';

interface ChatOptions {
  readonly locale?: string;
  readonly json?: boolean;
}

/** `chat`: talk to a bot in the terminal, or have a file of lines talk to it. */
export function chatCommand(program: Command, deps: CliDeps): void {
  program
    .command('chat')
    .description('talk to the bot of a folder here; :help shows what else there is')
    .argument(FOLDER_ARGUMENT, FOLDER_HELP)
    .option('--locale <language>', "the customer's language, such as es")
    .option('--json', 'answer each line with a line of JSON')
    .action(async (given: string | undefined, options: ChatOptions) => {
      await chat(given, options, deps);
    });
}

async function chat(
  given: string | undefined,
  { locale, json }: ChatOptions,
  deps: CliDeps,
): Promise<void> {
  const paint = paintFor(deps.hasColours);
  const { folder, files } = await readFlows(given, deps);
  const compiled = compileRelease(files);
  if ('problems' in compiled) {
    deps.write(problemList(compiled.problems, folder, paint));
    throw new NotFine();
  }
  const language = locale === undefined ? {} : { language: locale };
  const session = new ChatSession(compiled.release, language, paint);
  if (deps.isTerminal && json !== true) {
    deps.write(paint.dim('Write as a customer; :help, :quit.\n'));
  }
  for (;;) {
    const line = await deps.readLine(paint.cyan('> '));
    if (line === undefined) return;
    if (line.trim() === '') continue;

    const turn = session.take(line);
    deps.write(json === true ? `${JSON.stringify(turn.happened)}\n` : turn.text);
    if (turn.isOver) return;
  }
}
