import type { Command } from 'commander';

import { type CliDeps, withUseCases } from './cli-deps.ts';
import { FlowsHaveProblems } from './cli-errors.ts';
import { FOLDER_ARGUMENT, FOLDER_HELP, readFlows } from './flows.ts';
import { reports } from './report.ts';

export function publishCommand(program: Command, deps: CliDeps): void {
  const command = program
    .command('publish')
    .description(
      'make the flows of a folder live; who is in the middle of one stays on the old one',
    )
    .argument(FOLDER_ARGUMENT, FOLDER_HELP);
  reports(command, deps, async (_options, given) => {
    const { folder, files } = await readFlows(given, deps);
    const published = await withUseCases(deps, ({ publishRelease }) =>
      publishRelease.execute(files, deps.operator),
    );
    if ('problems' in published) throw new FlowsHaveProblems(folder, published.problems);

    const release = `Release ${String(published.releaseId)}`;
    const text = published.wasLive ? `${release} was live already.\n` : `${release} is live.\n`;
    return { text, json: { releaseId: published.releaseId, wasLive: published.wasLive } };
  });
}
