import type { CompiledRelease } from '#core/flow/compiled-release.ts';

/** A release as it stands in this database. */
export interface LiveRelease {
  readonly id: number;
  readonly release: CompiledRelease;
}

/** Compiled releases, kept in memory: the transaction asks and never waits. */
export abstract class ReleaseLibrary {
  /** What conversations at rest move to; `undefined` until one is published. */
  abstract live(): LiveRelease | undefined;

  /** A release that conversations are pinned to; `undefined` while it is not in memory. */
  abstract inMemory(id: number): CompiledRelease | undefined;

  /** Brings a release into memory. @throws UnknownRelease when the store does not have it either */
  abstract load(id: number): Promise<void>;
}
