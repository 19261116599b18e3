import type { IsOpen } from './hours.ts';

const MINUTE_MS = 60_000;
/** A queue that does not open for so long keeps no promise about time. */
const FARTHEST_MS = 60 * 86_400_000;

/**
 * When so much open time will have passed since a moment: UTC milliseconds, `undefined` where the
 * queue does not open for so long within 60 days.
 *
 * Hours begin and end at whole minutes, which are looked at one by one: a microsecond each.
 */
export function dueAfterOpenTime(
  fromMs: number,
  openMs: number,
  isOpen: IsOpen,
): number | undefined {
  let leftMs = openMs;
  let atMs = fromMs;
  const endMs = fromMs + openMs + FARTHEST_MS;
  while (atMs < endMs) {
    const nextMs = Math.floor(atMs / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
    if (isOpen(atMs)) {
      const passesMs = nextMs - atMs;
      if (passesMs >= leftMs) return atMs + leftMs;
      leftMs -= passesMs;
    }
    atMs = nextMs;
  }
  return undefined;
}

/** How much open time lies between two moments, in milliseconds. */
export function openTimeBetween(fromMs: number, toMs: number, isOpen: IsOpen): number {
  let openMs = 0;
  let atMs = fromMs;
  while (atMs < toMs) {
    const nextMs = Math.min(Math.floor(atMs / MINUTE_MS) * MINUTE_MS + MINUTE_MS, toMs);
    if (isOpen(atMs)) openMs += nextMs - atMs;
    atMs = nextMs;
  }
  return openMs;
}
