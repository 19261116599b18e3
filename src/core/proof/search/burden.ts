import type { Act } from '../graph/place.ts';
import type { Step } from './shortest-ways.ts';

/** The ways that something came by, the last first. */
export interface Trace {
  readonly step: Step;
  readonly before: Trace | undefined;
}

/**
 * What has come together since the customer last wrote, at its worst, and the ways that made it so
 * much; `-Infinity` for what never can be.
 */
export interface Burden {
  /** Milliseconds since then. */
  readonly ms: number;
  readonly msBy: Trace | undefined;
  /** Milliseconds until the replies said since then have left, as each waits for the one before. */
  readonly laneMs: number;
  readonly laneBy: Trace | undefined;
  /** Replies in the flows' own words. */
  readonly bubbles: number;
  readonly bubblesBy: Trace | undefined;
}

function untraced(ms: number, laneMs: number, bubbles: number): Burden {
  return { ms, msBy: undefined, laneMs, laneBy: undefined, bubbles, bubblesBy: undefined };
}

export const NEVER = untraced(-Infinity, -Infinity, -Infinity);
export const NOTHING = untraced(0, 0, 0);
/** A day after the customer has written: free text may not leave any more. */
export const OUTSIDE = untraced(24 * 3_600_000, 24 * 3_600_000, 0);
export const ONLY_TIME = untraced(0, -Infinity, 0);
export const ONLY_LANE = untraced(-Infinity, 0, -Infinity);

/** The worse of two, part by part; the first, as it is, where no part of the other is worse. */
export function heavier(one: Burden, other: Burden): Burden {
  if (!isHeavier(other, one)) return one;
  const { ms, msBy } = other.ms > one.ms ? other : one;
  const { laneMs, laneBy } = other.laneMs > one.laneMs ? other : one;
  const { bubbles, bubblesBy } = other.bubbles > one.bubbles ? other : one;
  return { ms, msBy, laneMs, laneBy, bubbles, bubblesBy };
}

export function isHeavier(one: Burden, other: Burden): boolean {
  return one.ms > other.ms || one.laneMs > other.laneMs || one.bubbles > other.bubbles;
}

/** After acts that begin with a burden. */
export function done(burden: Burden, acts: readonly Act[], count = acts.length): Burden {
  let { laneMs, laneBy, bubbles } = burden;
  let isSame = true;
  for (let at = 0; at < count; at += 1) {
    const act = acts[at];
    if (act?.kind !== 'say' && act?.kind !== 'canvas') continue;
    isSame = false;
    if (burden.ms > laneMs) {
      laneMs = burden.ms;
      laneBy = burden.msBy;
    }
    laneMs += act.kind === 'say' ? act.delayMs : 0;
    if (isOwn(act)) bubbles += 1;
  }
  if (isSame) return burden;
  // Field by field: a spread costs ten times as much, and this is done for every way.
  const { ms, msBy, bubblesBy } = burden;
  return { ms, msBy, laneMs, laneBy, bubbles, bubblesBy };
}

/** Built-in words answer something, and nobody can take them out of a flow. */
function isOwn(act: Act): boolean {
  return act.kind === 'canvas' || (act.kind === 'say' && act.variations[0]?.source !== undefined);
}

/** A burden that came by one way more. */
export function by(step: Step, burden: Burden): Burden {
  const { ms, laneMs, bubbles } = burden;
  const msBy = { step, before: burden.msBy };
  const laneBy = { step, before: burden.laneBy };
  const bubblesBy = { step, before: burden.bubblesBy };
  return { ms, msBy, laneMs, laneBy, bubbles, bubblesBy };
}

/** What passing a flow adds to what was there, and what comes together within it. */
export interface Through {
  /** `laneMs`: what the lane comes to by time that passes, and pauses after it. */
  readonly carried: Burden;
  /** What is added to what the lane had before. */
  readonly lane: number;
  readonly own: Burden;
}

export const NO_WAY_THROUGH: Through = { carried: NEVER, lane: -Infinity, own: NEVER };

/** A burden on the other side of a flow. */
export function past(burden: Burden, { carried, lane, own }: Through): Burden {
  const byLane = burden.laneMs + lane;
  const byTime = burden.ms + carried.laneMs;
  return heavier(own, {
    ...{ ms: burden.ms + carried.ms, msBy: burden.msBy },
    ...(byTime > byLane
      ? { laneMs: byTime, laneBy: burden.msBy }
      : { laneMs: byLane, laneBy: burden.laneBy }),
    ...{ bubbles: burden.bubbles + carried.bubbles, bubblesBy: burden.bubblesBy },
  });
}

/** The ways of a trace, in their order. */
export function waysOf(trace: Trace | undefined): readonly Step[] {
  const ways: Step[] = [];
  for (let at = trace; at !== undefined; at = at.before) ways.push(at.step);
  return ways.reverse();
}
