import type { Command } from 'commander';

import type { Switched } from '#app/pace/pause-sending.ts';

import { type CliDeps, withUseCases } from './cli-deps.ts';
import { type Report, type ReportOptions, reports } from './report.ts';

interface PauseOptions extends ReportOptions {
  readonly reason: string;
}

/** `pause` and `resume`: the switch for everything that leaves for Braze. */
export function pauseCommands(program: Command, deps: CliDeps): void {
  const pause = program
    .command('pause')
    .description('send nothing to Braze any more: replies wait, customers are still listened to')
    .option('--reason <text>', 'for whoever wonders why', 'none given');
  reports<PauseOptions>(pause, deps, ({ reason }) =>
    withUseCases(deps, async ({ pauseSending }) => {
      const { changed, pause: held } = await pauseSending.execute(deps.operator, reason);
      const text = changed
        ? 'Paused: nothing leaves for Braze from a second from now on. `parley resume` ends it.\n'
        : `Paused already, by ${since(held)}.\n`;
      return { text, json: jsonOf({ changed, pause: held }) };
    }),
  );

  const resume = program
    .command('resume')
    .description('end a pause: what waits leaves, where its time is not over');
  reports(resume, deps, () =>
    withUseCases(deps, async ({ resumeSending }): Promise<Report> => {
      const switched = await resumeSending.execute(deps.operator);
      const text = switched.changed ? 'Resumed.\n' : 'Nothing is paused.\n';
      return { text, json: jsonOf(switched) };
    }),
  );
}

function since(pause: Switched['pause']): string {
  if (pause === undefined) return 'somebody who has resumed meanwhile';
  return `${pause.by} at ${pause.at.toISOString()} (${pause.reason})`;
}

function jsonOf({ changed, pause }: Switched): unknown {
  return { changed, paused: pause !== undefined, pause: pause ?? null };
}
