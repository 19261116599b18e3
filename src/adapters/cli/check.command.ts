import type { Command } from 'commander';

import { compileRelease } from '#core/flow/compile-release.ts';

import type { CliDeps } from './cli-deps.ts';
import { FlowsHaveProblems } from './cli-errors.ts';
import { readFlows } from './flows.ts';

export function checkCommand(program: Command, deps: CliDeps): void {
  program
    .command('check')
    .description('say everything that is wrong with the flows of a folder')
    .argument('[folder]', 'folder of the flows (default: PARLEY_FLOWS, else flows)')
    .action(async (given: string | undefined) => {
      const { folder, files } = await readFlows(given, deps);
      const compiled = compileRelease(files);
      if ('problems' in compiled) throw new FlowsHaveProblems(folder, compiled.problems);
      deps.write(`${folder}: ${String(files.length)} files, no problems.\n`);
    });
}
