import type { Clock } from '../ports/clock.ts';

/**
 * Replicas that may be dead.
 *
 * Silence alone does not convict: when Parley's clock is moved, everybody seems silent until the
 * next heartbeat. Who is still silent a second after the suspicion is dead, 5 s in all.
 */
export class Suspects {
  /** Silence in milliseconds at which suspicion begins. */
  readonly suspectAfterMs = 4000;
  private readonly sinceMs = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** Takes who is silent now and answers who has been for long enough. */
  convict(silent: readonly string[]): readonly string[] {
    const nowMs = this.clock.monotonicMs();
    for (const id of this.sinceMs.keys()) if (!silent.includes(id)) this.sinceMs.delete(id);
    for (const id of silent) if (!this.sinceMs.has(id)) this.sinceMs.set(id, nowMs);
    return silent.filter((id) => nowMs - (this.sinceMs.get(id) ?? nowMs) >= CONVICT_AFTER_MS);
  }
}

const CONVICT_AFTER_MS = 1000;
