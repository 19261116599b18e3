import { changing } from './changing.ts';
import type { FlowContext } from './flow-context.ts';
import type { Action, Given } from './state-config.ts';

/** Counters kept at most; those that were not moved for longest go first. */
const MOST_TURNS = 50;

/** Picks one of several by its place; a replay picks the same. */
interface OneOf {
  readonly place: (given: Given) => number;
  /** What is done once it was picked. */
  readonly after: readonly Action[];
}

/** By chance: what the event's number and the key come to. */
export function byChance(key: string, count: number): OneOf {
  const seed = hashOf(key);
  return { place: ({ event }) => mixed(seed ^ event.seq) % count, after: [] };
}

/** One after the other, over the whole conversation. */
export function inTurn(key: string, count: number): OneOf {
  const turnOf = ({ turns }: FlowContext): number => (turns[key] ?? 0) % count;
  const moved = ({ context }: Given): Pick<FlowContext, 'turns'> => {
    const others = Object.entries(context.turns).filter(([name]) => name !== key);
    const kept = others.slice(1 - MOST_TURNS);
    return { turns: { ...Object.fromEntries(kept), [key]: (turnOf(context) + 1) % count } };
  };
  return { place: ({ context }) => turnOf(context), after: [changing(moved)] };
}

/**
 * FNV-1a over a text, 32 bits.
 *
 * @see https://datatracker.ietf.org/doc/html/draft-eastlake-fnv
 */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}

/** Spreads numbers that lie side by side: the finaliser of MurmurHash3. */
function mixed(seed: number): number {
  let hash = seed;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
