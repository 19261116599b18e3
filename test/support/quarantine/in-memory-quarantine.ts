import {
  type NewQuarantine,
  type Quarantined,
  type QuarantineFilter,
  type QuarantineState,
  QuarantineStore,
  type QuarantineSummary,
} from '#app/ports/quarantine-store.ts';

/** A quarantine that ends with its test. */
export class InMemoryQuarantine extends QuarantineStore {
  /** What the next call fails with. */
  failure: Error | undefined;
  private readonly entries = new Map<string, Quarantined>();

  /** Everything that was kept, the oldest first. */
  get kept(): readonly Quarantined[] {
    return [...this.entries.values()];
  }

  override keep(entry: NewQuarantine): Promise<void> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    if (!this.entries.has(entry.id)) {
      const own = { receivedAt: new Date(), state: 'open' as const, sizeBytes: entry.raw.length };
      this.entries.set(entry.id, { ...entry, ...own });
    }
    return Promise.resolve();
  }

  override list({ state, limit }: QuarantineFilter): Promise<readonly QuarantineSummary[]> {
    const found = this.kept.filter((entry) => entry.state === state).reverse();
    return Promise.resolve(
      found.slice(0, limit).map(({ id, receivedAt, reason, detail, sizeBytes }) => ({
        ...{ id, receivedAt, reason, detail, sizeBytes },
        state,
      })),
    );
  }

  override get(id: string): Promise<Quarantined | undefined> {
    return Promise.resolve(this.entries.get(id));
  }

  override close(id: string, as: Exclude<QuarantineState, 'open'>): Promise<boolean> {
    const entry = this.entries.get(id);
    if (entry?.state !== 'open') return Promise.resolve(false);
    this.entries.set(id, { ...entry, state: as });
    return Promise.resolve(true);
  }
}
