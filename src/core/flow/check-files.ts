import { checkRelease } from './checks/all-checks.ts';
import type { Problem } from './problem.ts';
import { raiseProblems } from './raise-problems.ts';
import { readRelease } from './read/read-release.ts';
import type { ReleaseSource } from './read/release-source.ts';

export interface CheckedFiles {
  /** What could be read; the whole release where there are no problems. */
  readonly source: ReleaseSource;
  readonly problems: readonly Problem[];
}

/**
 * Reads and checks the files of a release, without compiling them.
 *
 * Never throws for what is in the files: all problems of all files come together, in the order of
 * files and lines.
 */
export function checkFiles(
  files: readonly { readonly path: string; readonly text: string }[],
): CheckedFiles {
  const { source, problems: ofForm } = readRelease(files);
  return { source, problems: raiseProblems([...ofForm, ...checkRelease(source)]) };
}
