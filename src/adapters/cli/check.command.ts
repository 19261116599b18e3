import type { Command } from 'commander';

import { checkFiles } from '#core/flow/check-files.ts';
import { formatProblem, type Problem } from '#core/flow/problem.ts';

import type { CliDeps } from './cli-deps.ts';
import { closedHere } from './closed-to-models.ts';
import { counted } from './counted.ts';
import type { Flows } from './flows.ts';
import type { Paint } from './paint.ts';
import { type Report, reportsOnFlows } from './report.ts';

export function checkCommand(program: Command, deps: CliDeps): void {
  const command = program
    .command('check')
    .description('say everything that is wrong with the flows of a folder');
  reportsOnFlows(command, deps, (flows) => checked(flows, deps));
}

async function checked({ folder, files }: Flows, deps: CliDeps): Promise<Report> {
  const { problems, source } = checkFiles(files);
  const closed = problems.length === 0 ? await closedHere(source, deps) : [];
  return {
    fine: problems.length === 0,
    json: { folder, files: files.length, problems, closed },
    text: (paint) =>
      problems.length === 0
        ? paint.green(`${folder}: ${counted(files.length, 'file')}, no problems.\n`) +
          closedText(closed, folder, paint)
        : problemList(problems, folder, paint),
  };
}

/** The operator's file decides it, and this machine may have an old one: that is no fault of the flows. */
function closedText(closed: readonly Problem[], folder: string, paint: Paint): string {
  if (closed.length === 0) return '';
  const head = 'By connectors.yaml here, no model may ask what these steps give it:';
  const texts = closed.map((problem) => formatProblem(problem, folder, paint));
  return `\n${paint.yellow(head)}\n\n${texts.join('\n\n')}\n`;
}

/** All problems one after the other, and how many there are. */
export function problemList(problems: readonly Problem[], folder: string, paint: Paint): string {
  const texts = problems.map((problem) => formatProblem(problem, folder, paint));
  const count = counted(problems.length, 'problem');
  return `${texts.join('\n\n')}\n\n${paint.bold(count)}\n`;
}
