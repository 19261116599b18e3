import { Clock } from '#app/ports/clock.ts';

/** The process' own clock, which never steps back. */
export class MonotonicClock extends Clock {
  override monotonicMs(): number {
    return performance.now();
  }
}
