import type { Ids } from '#app/ports/ids.ts';
import type { NewQuarantine, QuarantineStore } from '#app/ports/quarantine-store.ts';

/** Keeps a request that no conversation can safely be given, until an operator decides. */
export class KeepInQuarantine {
  constructor(
    private readonly store: QuarantineStore,
    private readonly ids: Ids,
  ) {}

  /**
   * Answers its id once it is committed.
   *
   * @throws StoreUnavailable
   */
  async execute(entry: Omit<NewQuarantine, 'id'>): Promise<string> {
    const id = this.ids.next();
    await this.store.keep({ ...entry, id });
    return id;
  }
}
