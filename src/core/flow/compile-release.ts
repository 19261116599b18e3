import type { CompiledRelease } from './compiled-release.ts';
import type { Problem } from './problem.ts';

/** A file of a release. */
export interface ReleaseFile {
  /** Relative to the flows folder, `/` between the names: `track-order.yaml`, `bot.yaml`. */
  readonly path: string;
  readonly text: string;
}

/**
 * Reads, checks and compiles a release: a `bot.yaml` and a file for each flow.
 *
 * Never throws for what is in the files: all problems of all files come together, in the order
 * of files and lines.
 */
export function compileRelease(
  files: readonly ReleaseFile[],
): { readonly release: CompiledRelease } | { readonly problems: readonly Problem[] } {
  throw new Error(`not there yet (${String(files.length)} files)`);
}
