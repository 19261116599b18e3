import type { Command } from 'commander';

import { checkFiles } from '#core/flow/check-files.ts';
import { formatProblem, type Problem } from '#core/flow/problem.ts';

import type { CliDeps } from './cli-deps.ts';
import { counted } from './counted.ts';
import type { Flows } from './flows.ts';
import type { Paint } from './paint.ts';
import { type Report, reportsOnFlows } from './report.ts';

export function checkCommand(program: Command, deps: CliDeps): void {
  const command = program
    .command('check')
    .description('say everything that is wrong with the flows of a folder');
  reportsOnFlows(command, deps, checked);
}

function checked({ folder, files }: Flows): Report {
  const { problems } = checkFiles(files);
  return {
    fine: problems.length === 0,
    json: { folder, files: files.length, problems },
    text: (paint) =>
      problems.length === 0
        ? paint.green(`${folder}: ${counted(files.length, 'file')}, no problems.\n`)
        : problemList(problems, folder, paint),
  };
}

/** All problems one after the other, and how many there are. */
export function problemList(problems: readonly Problem[], folder: string, paint: Paint): string {
  const texts = problems.map((problem) => formatProblem(problem, folder, paint));
  const count = counted(problems.length, 'problem');
  return `${texts.join('\n\n')}\n\n${paint.bold(count)}\n`;
}
