import { Timers } from '#app/ports/timers.ts';

/** Node's own timers. */
export class NodeTimers extends Timers {
  override after(delayMs: number, work: () => void): () => void {
    const timer = setTimeout(work, delayMs);
    return () => {
      clearTimeout(timer);
    };
  }
}
