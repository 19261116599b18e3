import { fetchSettlement } from '#core/media/fetch-settlement.ts';
import { nameInUrl } from '#core/media/file-name.ts';

import { Turns } from '../deliver-replies/turns.ts';
import { inTime } from '../in-time.ts';
import type { Clock } from '../ports/clock.ts';
import type { FileTypes } from '../ports/file-types.ts';
import type { Incidents } from '../ports/incidents.ts';
import type { ClaimedMedia, MediaFetches } from '../ports/media-fetches.ts';
import type { MediaSource } from '../ports/media-source.ts';
import type { Timers } from '../ports/timers.ts';

/** An agent who looks does not notice a second; Braze's address leads somewhere for seven days. */
const POLL_MS = 1_000;
/** Each may be as large as is kept, in memory. */
const AT_ONCE = 2;
const TIMEOUT_MS = 60_000;
/** Longer than an attempt takes, its keeping with it; then somebody else tries. */
const HELD_MS = 120_000;

interface FetchWorld {
  readonly fetches: MediaFetches;
  readonly source: MediaSource;
  readonly types: FileTypes;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly incidents: Incidents;
}

/**
 * Fetches what customers sent, once, soon after their message, and keeps it.
 *
 * A process that dies between the two gives its file back by waiting: it is fetched again, and kept
 * whole or not at all.
 */
export class FetchMedia {
  private readonly fetching: Turns;
  private readonly ending = new AbortController();

  constructor(
    private readonly world: FetchWorld,
    /** Told once a file is here, or is given up. */
    private readonly settled: (conversationId: string) => void,
  ) {
    this.fetching = new Turns(world, 0, () => this.look());
  }

  start(): void {
    this.fetching.request(POLL_MS);
  }

  /** What is under way is broken off: it is due again soon. */
  async stop(): Promise<void> {
    this.ending.abort();
    await this.fetching.stop();
  }

  /** Fetches what is due; answers how much that was. */
  async execute(): Promise<number> {
    const claimed = await this.world.fetches.claim(AT_ONCE, HELD_MS);
    await Promise.all(claimed.map((each) => this.carryOut(each)));
    return claimed.length;
  }

  private async look(): Promise<void> {
    let count = 0;
    try {
      count = await this.execute();
    } catch (failure) {
      this.world.incidents.failed('fetch what customers sent', failure);
    }
    this.fetching.request(count === AT_ONCE ? 0 : POLL_MS);
  }

  private async carryOut(claimed: ClaimedMedia): Promise<void> {
    const { fetches, source, types } = this.world;
    const fetched = await inTime(TIMEOUT_MS, this.ending.signal, (signal) =>
      source.fetch(claimed.url, signal),
    );
    if (fetched.kind !== 'fetched') {
      const settlement = fetchSettlement(fetched, claimed.attempt);
      await fetches.settle(claimed, settlement);
      if (settlement.state === 'failed') this.settled(claimed.conversationId);
      return;
    }

    const { bytes } = fetched;
    const type = await types.of(bytes);
    const isKept = await fetches.keep(claimed, { bytes, type, name: nameInUrl(claimed.url) });
    if (isKept) this.settled(claimed.conversationId);
  }
}
