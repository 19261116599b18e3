import type { Frame, LateQuestion, Slots } from '#core/flow/compile/flow-context.ts';

/** More than any stack can hold: three asides, and calls as deep as they go. */
const MOST_FRAMES = 64;
const LONGEST_TRAIL = 8;

/** Flows put aside, as far as they can be read; what cannot be is let go. */
export function framesIn(stored: unknown): readonly Frame[] {
  if (!Array.isArray(stored)) return [];
  return stored.slice(-MOST_FRAMES).flatMap((each: unknown) => frameIn(each) ?? []);
}

export function lateIn(stored: unknown): LateQuestion | null {
  const frame = frameIn(stored);
  if (frame === undefined) return null;

  const { atMs, stack } = stored as { readonly atMs?: unknown; readonly stack?: unknown };
  return typeof atMs === 'number' ? { ...frame, atMs, stack: framesIn(stack) } : null;
}

export function trailIn(stored: unknown): readonly string[] {
  if (!Array.isArray(stored)) return [];
  return stored.filter((key) => typeof key === 'string').slice(-LONGEST_TRAIL);
}

/** Counters by name; what is no whole number from 0 on is left out. */
export function countersIn(stored: unknown): Readonly<Record<string, number>> {
  if (!isMapping(stored)) return {};
  const counters = Object.entries(stored).filter(
    (entry): entry is [string, number] => Number.isSafeInteger(entry[1]) && Number(entry[1]) >= 0,
  );
  return Object.fromEntries(counters);
}

function frameIn(stored: unknown): Frame | undefined {
  if (!isMapping(stored)) return undefined;
  const { at, kind, slots, trail } = stored;
  if (typeof at !== 'string' || (kind !== 'call' && kind !== 'aside')) return undefined;
  return { at, kind, slots: isMapping(slots) ? (slots as Slots) : {}, trail: trailIn(trail) };
}

function isMapping(stored: unknown): stored is Readonly<Record<string, unknown>> {
  return typeof stored === 'object' && stored !== null && !Array.isArray(stored);
}
