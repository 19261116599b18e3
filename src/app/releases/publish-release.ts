import type { ReleaseStore } from '#app/ports/release-store.ts';
import { compileRelease, type ReleaseFile } from '#core/flow/compile-release.ts';
import type { Problem } from '#core/flow/problem.ts';
import { passagesOf } from '#core/knowledge/passages-of.ts';
import { proveRelease } from '#core/proof/prove-release.ts';

/** What a publication came to; with problems, nothing has changed. */
export type Published =
  | {
      readonly releaseId: number;
      readonly wasLive: boolean;
      /** What could not be proved, where that was asked to be no hindrance. */
      readonly unproved: readonly Problem[];
    }
  | { readonly problems: readonly Problem[] };

export interface PublishOptions {
  /** Makes it live though it may do something wrong: a proof also fears what only it thinks possible. */
  readonly unproved?: boolean;
}

/**
 * Makes a set of flow files what new conversations get, once it is checked and proved.
 * Conversations in mid-flow stay on the release they are pinned to, and move on when their flow
 * has ended.
 */
export class PublishRelease {
  constructor(private readonly store: ReleaseStore) {}

  /** @param by who publishes, for the audit */
  async execute(
    files: readonly ReleaseFile[],
    by: string,
    { unproved = false }: PublishOptions = {},
  ): Promise<Published> {
    const compiled = compileRelease(files);
    if ('problems' in compiled) return compiled;

    const { problems } = proveRelease(compiled.source, { release: compiled.release });
    if (problems.length > 0 && !unproved) return { problems };

    const passages = passagesOf(files, compiled.source.bot.locales);
    const { id, wasLive } = await this.store.publish(files, by, passages);
    return { releaseId: id, wasLive, unproved: problems };
  }
}
