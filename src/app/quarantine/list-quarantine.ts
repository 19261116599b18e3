import type {
  Quarantined,
  QuarantineFilter,
  QuarantineStore,
  QuarantineSummary,
} from '#app/ports/quarantine-store.ts';

import { NotInQuarantine } from './quarantine-errors.ts';

/** Shows an operator what was set aside. */
export class ListQuarantine {
  constructor(private readonly store: QuarantineStore) {}

  /** The newest first. */
  execute(filter: QuarantineFilter): Promise<readonly QuarantineSummary[]> {
    return this.store.list(filter);
  }

  /** @throws NotInQuarantine */
  async one(id: string): Promise<Quarantined> {
    const entry = await this.store.get(id);
    if (entry === undefined) throw new NotInQuarantine(id);
    return entry;
  }
}
