import type { ReleaseStore } from '#app/ports/release-store.ts';
import { compileRelease, type ReleaseFile } from '#core/flow/compile-release.ts';
import type { Problem } from '#core/flow/problem.ts';

/** What a publication came to; with problems, nothing has changed. */
export type Published =
  | { readonly releaseId: number; readonly wasLive: boolean }
  | { readonly problems: readonly Problem[] };

/**
 * Makes a set of flow files what new conversations get. Conversations in mid-flow stay on the
 * release they are pinned to, and move on when their flow has ended.
 */
export class PublishRelease {
  constructor(private readonly store: ReleaseStore) {}

  /** @param by who publishes, for the audit */
  async execute(files: readonly ReleaseFile[], by: string): Promise<Published> {
    const compiled = compileRelease(files);
    if ('problems' in compiled) return compiled;

    const { id, wasLive } = await this.store.publish(files, by);
    return { releaseId: id, wasLive };
  }
}
