import type { QuarantineStore } from '#app/ports/quarantine-store.ts';

import { AlreadyDecided, NotInQuarantine } from './quarantine-errors.ts';

/** Closes an entry without applying it; its bytes stay. */
export class DismissQuarantined {
  constructor(private readonly store: QuarantineStore) {}

  /** @throws NotInQuarantine, AlreadyDecided */
  async execute(id: string): Promise<void> {
    if (await this.store.close(id, 'dismissed')) return;

    const entry = await this.store.get(id);
    throw entry === undefined ? new NotInQuarantine(id) : new AlreadyDecided(id, entry.state);
  }
}
