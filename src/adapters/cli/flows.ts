import type { ReleaseFile } from '#core/flow/compile-release.ts';

import type { CliDeps } from './cli-deps.ts';
import { FlowsUnreadable } from './cli-errors.ts';

export interface Flows {
  readonly folder: string;
  readonly files: readonly ReleaseFile[];
}

/** @throws FlowsUnreadable */
export async function readFlows(
  given: string | undefined,
  { flowsFolder, readFlows }: CliDeps,
): Promise<Flows> {
  const folder = (given ?? flowsFolder()).replace(/(?<=.)\/+$/, '');
  try {
    return { folder, files: await readFlows(folder) };
  } catch (cause) {
    throw new FlowsUnreadable(folder, cause);
  }
}
