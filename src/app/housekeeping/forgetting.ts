import type { Incidents } from '#app/ports/incidents.ts';

const EVERY_MS = 10 * 60_000;

/** Forgets, every ten minutes, what nobody will ask for any more; what fails is tried anew then. */
export abstract class Forgetting {
  /** Told with the incident where it fails. */
  protected abstract readonly what: string;
  protected abstract readonly incidents: Incidents;
  private timer: NodeJS.Timeout | undefined;

  abstract execute(): Promise<void>;

  start(): void {
    this.timer = setInterval(() => {
      this.execute().catch((failure: unknown) => {
        this.incidents.failed(this.what, failure);
      });
    }, EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
