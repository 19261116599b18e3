import type { Command } from 'commander';

import { formatProblem } from '#core/flow/problem.ts';
import { PROOFS } from '#core/proof/proofs.ts';
import { type Proved, proveRelease } from '#core/proof/prove-release.ts';

import type { CliDeps } from './cli-deps.ts';
import { counted } from './counted.ts';
import type { Flows } from './flows.ts';
import { onSoundFlows } from './on-sound-flows.ts';
import type { Paint } from './paint.ts';
import { type Report, reportsOnFlows } from './report.ts';

const NAME_WIDTH = Math.max(...PROOFS.map(({ name }) => name.length));

export function proveCommand(program: Command, deps: CliDeps): void {
  const command = program
    .command('prove')
    .description('look for whatever the flows of a folder may do wrong to a customer, and show it');
  reportsOnFlows(command, deps, proved);
}

function proved(flows: Flows): Report | Promise<Report> {
  const { folder } = flows;
  return onSoundFlows(flows, ({ release, source }) => {
    const result = proveRelease(source, { release });
    return {
      fine: result.problems.length === 0,
      json: { folder, ...result },
      text: (paint) => textOf(result, folder, paint),
    };
  });
}

function textOf(result: Proved, folder: string, paint: Paint): string {
  const { problems, figures } = result;
  const shown = problems.map((problem) => formatProblem(problem, folder, paint));
  const size = [
    ...[counted(figures.flows, 'flow'), counted(figures.steps, 'step')],
    ...[counted(figures.places, 'place'), counted(figures.ways, 'way')],
  ].join(', ');
  const verdict =
    problems.length === 0
      ? paint.green(`${folder}: proved.`)
      : paint.bold(counted(problems.length, 'problem'));
  const parts = [...shown, tableOf(result, paint), `${verdict} ${paint.dim(size)}`];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function tableOf({ proofs }: Proved, paint: Paint): string {
  const says = new Map<string, string>(PROOFS.map((proof) => [proof.name, proof.says]));
  const lines = proofs.map(({ name, problems }) => {
    const sign = problems === 0 ? paint.green('✓') : paint.red('✗');
    const count = problems === 0 ? '' : paint.red(`  ${counted(problems, 'problem')}`);
    return `${sign} ${name.padEnd(NAME_WIDTH)}  ${says.get(name) ?? ''}${count}`;
  });
  return lines.join('\n');
}
