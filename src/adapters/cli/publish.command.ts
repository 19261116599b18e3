import type { Command } from 'commander';

import { compileRelease } from '#core/flow/compile-release.ts';
import { formatProblem } from '#core/flow/problem.ts';

import { type CliDeps, withUseCases } from './cli-deps.ts';
import { FlowsHaveProblems } from './cli-errors.ts';
import { closedProblems } from './closed-to-models.ts';
import { counted } from './counted.ts';
import { FOLDER_ARGUMENT, FOLDER_HELP, readFlows } from './flows.ts';
import { type ReportOptions, reports } from './report.ts';
import { unnamedOf } from './unnamed.ts';

interface PublishOptions extends ReportOptions {
  readonly unproved?: boolean;
}

export function publishCommand(program: Command, deps: CliDeps): void {
  const command = program
    .command('publish')
    .description(
      'prove the flows of a folder and make them live; who is in the middle of one stays on the old one',
    )
    .option('--unproved', 'also where `parley prove` finds something that may go wrong')
    .argument(FOLDER_ARGUMENT, FOLDER_HELP);
  reports<PublishOptions>(command, deps, async ({ unproved = false }, given) => {
    const { folder, files } = await readFlows(given, deps);
    const published = await withUseCases(deps, ({ publishRelease }) =>
      publishRelease.execute(files, deps.operator, { unproved }),
    );
    if ('problems' in published) throw new FlowsHaveProblems(folder, published.problems);

    const { releaseId, wasLive, unproved: doubts } = published;
    const compiled = compileRelease(files);
    const named = await deps.named();
    const unnamed = 'problems' in compiled ? [] : unnamedOf(compiled.release.bot, named);
    const closed = 'problems' in compiled ? [] : closedProblems(compiled.source, named);
    const live = `Release ${String(releaseId)} ${wasLive ? 'was live already' : 'is live'}`;
    const text =
      doubts.length === 0
        ? `${live}.\n`
        : `${live}, ${counted(doubts.length, 'problem')} unsolved.\n`;
    return {
      text:
        text +
        warning(unnamed) +
        closed.map((problem) => `${formatProblem(problem, folder)}\n`).join(''),
      json: {
        ...{ releaseId, wasLive, unproved: doubts, unnamed },
        closed: closed.map(({ message }) => message),
      },
    };
  });
}

/** This machine's file says nothing of the service's: a warning, and no refusal. */
function warning(unnamed: readonly string[]): string {
  if (unnamed.length === 0) return '';
  return `No operator has named ${unnamed.join(', ')} in connectors.yaml here: steps that call it take \`failed\` until somebody does (docs/guides/connectors.md).\n`;
}
