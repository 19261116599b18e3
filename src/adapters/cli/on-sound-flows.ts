import { compileRelease } from '#core/flow/compile-release.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import type { ReleaseSource } from '#core/flow/read/release-source.ts';

import { problemList } from './check.command.ts';
import type { Flows } from './flows.ts';
import type { Report } from './report.ts';

/** Flows that compile, and what they were compiled from. */
export interface SoundFlows {
  readonly release: CompiledRelease;
  readonly source: ReleaseSource;
}

/** What `report` answers for flows that compile; for others, what is wrong with them. */
export function onSoundFlows(
  { folder, files }: Flows,
  report: (flows: SoundFlows) => Report | Promise<Report>,
): Report | Promise<Report> {
  const compiled = compileRelease(files);
  if ('release' in compiled) return report(compiled);

  const { problems } = compiled;
  return {
    ...{ fine: false, json: { folder, problems } },
    text: (paint) => problemList(problems, folder, paint),
  };
}
