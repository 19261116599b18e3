import type { ReleaseFile } from '#core/flow/compile-release.ts';

import { FlowsUnreadable } from './cli-errors.ts';
import type { Files } from './files.ts';

export const FOLDER_ARGUMENT = '[folder]';
export const FOLDER_HELP = 'folder of the flows (default: PARLEY_FLOWS, else flows)';

export interface Flows {
  readonly folder: string;
  readonly files: readonly ReleaseFile[];
}

/** The folder that a command is about, without a slash at its end. */
export function folderOf(
  given: string | undefined,
  { flowsFolder }: Pick<Files, 'flowsFolder'>,
): string {
  return (given ?? flowsFolder()).replace(/(?<=.)\/+$/, '');
}

/** @throws FlowsUnreadable */
export function readFlows(
  given: string | undefined,
  deps: Pick<Files, 'flowsFolder' | 'readFlows'>,
): Promise<Flows> {
  return readAll(given, deps, deps.readFlows);
}

/**
 * The chat tests beside the flows.
 *
 * @throws FlowsUnreadable
 */
export function readChats(
  given: string | undefined,
  deps: Pick<Files, 'flowsFolder' | 'readChats'>,
): Promise<Flows> {
  return readAll(given, deps, deps.readChats);
}

async function readAll(
  given: string | undefined,
  deps: Pick<Files, 'flowsFolder'>,
  read: Files['readFlows'],
): Promise<Flows> {
  const folder = folderOf(given, deps);
  try {
    return { folder, files: await read(folder) };
  } catch (cause) {
    throw new FlowsUnreadable(folder, cause);
  }
}
