import type { Incidents } from '#app/ports/incidents.ts';

import type { KnownReleases } from './known-releases.ts';

/** A published release is live on every replica within this time and a moment. */
const EVERY_MS = 1000;

/** Keeps this process on the release that is live. */
export class FollowLiveRelease {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly releases: KnownReleases,
    private readonly incidents: Incidents,
  ) {}

  /** Looks once before it answers, so that the first message finds a bot. */
  async start(): Promise<void> {
    await this.releases.refresh();
    this.timer = setInterval(() => {
      this.releases.refresh().catch((failure: unknown) => {
        this.incidents.failed('follow the live release', failure);
      });
    }, EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
