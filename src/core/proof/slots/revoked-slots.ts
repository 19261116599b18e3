import type { ReleaseGraph } from '../graph/graph-of.ts';
import { type Act, type Edge, type Place, waysFrom } from '../graph/place.ts';
import type { SlotFacts } from './slot-facts.ts';
import { NO_SLOTS, type SlotSet } from './slot-space.ts';

/** A slot that is given a value, and whether it certainly has one then. */
export type Assigned = readonly [string, boolean];

/**
 * By flow, its slots that may have been unset at a place where the customer can go back to an
 * earlier question or put an answer right: that question then goes on without them.
 */
export function revokedSlots(
  { graph }: ReleaseGraph,
  facts: SlotFacts,
  assigned: (act: Act, flow: string) => readonly Assigned[],
): ReadonlyMap<string, SlotSet> {
  const revoked: SlotSet[] = [];
  const found = new Map<string, SlotSet>();
  const queue: number[] = [];
  const meet = (id: number, set: SlotSet): void => {
    const known = revoked[id] ?? NO_SLOTS;
    if ((known | set) === known) return;
    revoked[id] = known | set;
    queue.push(id);
  };
  const after = (set: SlotSet, { acts }: Edge, { flow = '' }: Place): SlotSet => {
    const { space } = facts.of(flow);
    let now = set;
    for (const act of acts) {
      if (act.kind === 'enter') now = NO_SLOTS;
      for (const [name, isSet] of assigned(act, flow)) {
        const bit = space.bit(name) & ~space.shared & ~space.defaults;
        now = isSet ? now & ~bit : now | bit;
      }
    }
    return now;
  };
  const follow = (place: Place, set: SlotSet): void => {
    for (const edge of waysFrom(place)) {
      const to = graph.place(edge.to);
      if (to.flow === place.flow && edge.input.kind !== 'into') {
        meet(to.id, after(set, edge, place));
      }
    }
  };
  for (const place of graph.places) if (place.kind !== 'repair') follow(place, NO_SLOTS);
  for (const id of queue) {
    const place = graph.place(id);
    if (place.kind === 'repair') continue;
    const set = revoked[id] ?? NO_SLOTS;
    if (canComeBackFrom(place)) {
      const flow = place.flow ?? '';
      found.set(flow, (found.get(flow) ?? NO_SLOTS) | set);
    }
    follow(place, set);
  }
  return found;
}

/** Where the customer is heard, in the flow itself or in one that it calls. */
function canComeBackFrom({ kind, edges }: Place): boolean {
  if (kind === 'question' || kind === 'wait' || kind === 'call') return true;
  return edges.some(({ input }) => input.kind === 'into');
}
