const FIRST_DELAY_MS = 1000;
const MAX_DELAY_MS = 60_000;

/**
 * Milliseconds until something that was not sent is tried again: 1, 2, 4 … 60 s.
 *
 * It carries no jitter: a lane's replies are in line behind each other, and what waits for a
 * sick endpoint is spread by the gate. It never gives up: expiry does.
 *
 * @param attempts how often it was tried so far, the last one included
 */
export function retryDelayMs(attempts: number): number {
  const doublings = Math.min(Math.max(attempts, 1) - 1, 10);
  return Math.min(FIRST_DELAY_MS * 2 ** doublings, MAX_DELAY_MS);
}
