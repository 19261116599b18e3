import type { ReleaseFile } from '#core/flow/compile-release.ts';
import type { Passage } from '#core/knowledge/passages-of.ts';

/** Where releases are kept: immutable, named by their content. */
export abstract class ReleaseStore {
  /**
   * Keeps these files as a release and lets the live pointer show to it, in one transaction.
   * The same files are the same release.
   *
   * @returns its id, and whether it was live already
   */
  abstract publish(
    files: readonly ReleaseFile[],
    by: string,
    /** Of its knowledge, to be found by their words from then on. */
    passages: readonly Passage[],
  ): Promise<{ readonly id: number; readonly wasLive: boolean }>;

  /** The live release and who made it so; `undefined` until one is published. */
  abstract live(): Promise<{ readonly id: number; readonly by: string } | undefined>;

  /** @throws UnknownRelease */
  abstract read(id: number): Promise<readonly ReleaseFile[]>;
}
