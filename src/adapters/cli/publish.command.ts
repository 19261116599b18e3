import type { Command } from 'commander';

import { type CliDeps, withUseCases } from './cli-deps.ts';
import { FlowsHaveProblems } from './cli-errors.ts';
import { readFlows } from './flows.ts';

export function publishCommand(program: Command, deps: CliDeps): void {
  program
    .command('publish')
    .description(
      'make the flows of a folder live; who is in the middle of one stays on the old one',
    )
    .argument('[folder]', 'folder of the flows (default: PARLEY_FLOWS, else flows)')
    .action(async (given: string | undefined) => {
      const { folder, files } = await readFlows(given, deps);
      const published = await withUseCases(deps, ({ publishRelease }) =>
        publishRelease.execute(files, deps.operator),
      );
      if ('problems' in published) throw new FlowsHaveProblems(folder, published.problems);

      const release = `Release ${String(published.releaseId)}`;
      deps.write(published.wasLive ? `${release} was live already.\n` : `${release} is live.\n`);
    });
}
