import { watch } from 'node:fs';

import { counted } from '#adapters/cli/counted.ts';
import type { KnownReleases } from '#app/releases/known-releases.ts';
import type { PublishRelease } from '#app/releases/publish-release.ts';
import { formatProblem, type Problem } from '#core/flow/problem.ts';

import { readFlowFolder } from './read-flow-folder.ts';

/** An editor writes a file in several steps; it is read once they are over. */
const SETTLE_MS = 100;

/** Who published, where a folder was followed; a person's name means that they decided otherwise. */
export const FOLDER = 'flows folder';

export interface FolderPublisher {
  readonly publish: PublishRelease;
  readonly releases: KnownReleases;
  /** Told to whoever looks at the terminal. */
  readonly say: (text: string) => void;
  /** Told when something else is live. */
  readonly published: () => void;
  /** Whether flows that cannot be proved are live all the same, to be tried on the phone. */
  readonly unproved: boolean;
}

/**
 * Makes a folder's flows live and answers whether they are; problems are said, and what was live
 * before stays.
 */
export async function publishFolder(
  folder: string,
  { publish, releases, say, published: tell, unproved }: FolderPublisher,
): Promise<boolean> {
  const files = await readFlowFolder(folder).catch((failure: unknown) => {
    say(`The flows cannot be read: ${String(failure)}. Set PARLEY_FLOWS to their folder.`);
    return undefined;
  });
  if (files === undefined) return false;

  const sayProblems = (problems: readonly Problem[], result: string): void => {
    const texts = problems.map((problem) => formatProblem(problem, folder));
    say(`${texts.join('\n\n')}\n\n${counted(texts.length, 'problem')}. ${result}`);
  };

  const published = await publish.execute(files, FOLDER, { unproved });
  if ('problems' in published) {
    const kept = releases.live() === undefined ? 'No flows are live' : 'What was live stays live';
    sayProblems(published.problems, `${kept}.`);
    return false;
  }
  await releases.refresh();
  if (!published.wasLive) {
    const live = `Flows are live (release ${String(published.releaseId)}).`;
    if (published.unproved.length === 0) say(live);
    else sayProblems(published.unproved, `${live} \`parley publish\` would refuse them.`);
    tell();
  }
  return true;
}

/**
 * Makes each saved flow file live at once; for development.
 *
 * @returns what ends the watching
 */
export function watchFolder(folder: string, publisher: FolderPublisher): () => void {
  let settling: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const watcher = watch(folder, { recursive: true }, () => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      // One after another: an older state must not become live after a newer one.
      last = last
        .then(() => publishFolder(folder, publisher))
        .catch((failure: unknown) => {
          publisher.say(`The flows could not be published: ${String(failure)}`);
        });
    }, SETTLE_MS);
  });
  watcher.on('error', (failure) => {
    publisher.say(`Saved flows are no longer seen: ${String(failure)}. Start Parley again.`);
  });
  return () => {
    clearTimeout(settling);
    watcher.close();
  };
}
