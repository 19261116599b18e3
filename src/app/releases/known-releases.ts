import { type LiveRelease, ReleaseLibrary } from '#app/ports/release-library.ts';
import type { ReleaseStore } from '#app/ports/release-store.ts';
import { compileRelease } from '#core/flow/compile-release.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';

import { ReleaseDoesNotCompile } from './release-errors.ts';

/** Releases kept compiled: the live one and those that customers in mid-flow are pinned to. */
const KEPT = 32;

/**
 * Releases as this process knows them.
 *
 * Owns the compiled machines. `refresh` follows the live pointer; between two calls everything is
 * answered from memory, so that no transaction waits for a release.
 */
export class KnownReleases extends ReleaseLibrary {
  private readonly compiled = new Map<number, CompiledRelease>();
  private current: LiveRelease | undefined;

  constructor(private readonly store: ReleaseStore) {
    super();
  }

  override live(): LiveRelease | undefined {
    return this.current;
  }

  override inMemory(id: number): CompiledRelease | undefined {
    const release = this.compiled.get(id);
    if (release === undefined) return undefined;
    // Used lately: a Map keeps the order of insertion, the oldest goes first.
    this.compiled.delete(id);
    this.compiled.set(id, release);
    return release;
  }

  override async load(id: number): Promise<void> {
    if (this.compiled.has(id)) return;

    const compiled = compileRelease(await this.store.read(id));
    if ('problems' in compiled) {
      throw new ReleaseDoesNotCompile(id, compiled.problems[0]?.message ?? '');
    }
    this.keep(id, compiled.release);
  }

  /** Looks where the live pointer shows to; answers whether it has moved. */
  async refresh(): Promise<boolean> {
    const live = await this.store.live();
    if (live === undefined || live.id === this.current?.id) return false;

    const { id } = live;
    await this.load(id);
    const release = this.inMemory(id);
    if (release !== undefined) this.current = { id, release };
    return true;
  }

  private keep(id: number, release: CompiledRelease): void {
    this.compiled.set(id, release);
    for (const oldest of this.compiled.keys()) {
      if (this.compiled.size <= KEPT) break;
      if (oldest !== this.current?.id) this.compiled.delete(oldest);
    }
  }
}
