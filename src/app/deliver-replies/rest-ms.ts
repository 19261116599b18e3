/** A look takes at most a tenth of the time, however much there is to look through. */
const REST_FACTOR = 10;
/** A look that ran into a timeout says nothing of the next: what a dead replica held waits for it. */
const LONGEST_MS = 2000;

/**
 * Milliseconds between the end of a look and the start of the next.
 *
 * @param everyMs the rest after a quick look, and never less than that
 * @param tookMs how long the last look took
 */
export function restMs(everyMs: number, tookMs: number): number {
  return Math.max(everyMs, Math.min(tookMs * REST_FACTOR, LONGEST_MS));
}
