import { endOf, startOf } from '../graph/flow-places.ts';
import type { Edge, Place } from '../graph/place.ts';
import { ShortestWays, type Step } from '../search/shortest-ways.ts';
import type { Subject } from '../subject.ts';

/**
 * The shortest chat that comes to a way with a slot of its flow unset, or as wanted, set.
 *
 * It is looked for within the flow, as slots are forgotten between flows; where a sub-flow's caller
 * or another flow has its part in it, the shortest chat at all has to do.
 */
export function chatWithout(
  slot: string,
  place: Place,
  edge: Edge,
  subject: Subject,
  wanted: 'unset' | 'set' = 'unset',
): readonly string[] {
  const { graph } = subject.all;
  const flow = place.flow ?? '';
  const { space } = subject.slots.of(flow);
  const start = graph.id(startOf(flow));
  const bit = space.bit(slot);
  const within = new ShortestWays(graph, subject.through, start, {
    memories: 2,
    after: (memory, taken, from) => {
      if (graph.place(taken.to).flow !== flow || taken.input.kind === 'into') return undefined;
      if (from.id === graph.id(endOf(flow))) return undefined;
      return changed(memory, taken);
    },
  });
  const then: Step = { from: place, edge };
  const memory = wanted === 'set' ? 1 : 0;
  const reached = Number.isFinite(within.costTo(place.id, memory));
  if (!reached || bit === 0n) return subject.chatTo(place.id, [then]);
  return subject.chatTo(start, [...within.waysTo(place.id, memory), then]);

  function changed(memory: number, { acts }: Edge): number {
    let is = memory;
    for (const act of acts) {
      if (act.kind === 'enter') is = (space.defaults & bit) === 0n ? 0 : 1;
      if (act.kind === 'keep' && act.slot === slot) is = 1;
      if (act.kind === 'set' && Object.hasOwn(act.values, slot)) {
        is = act.values[slot] === null ? 0 : 1;
      }
      if (act.kind === 'take' && Object.hasOwn(act.save, slot)) is = 1;
    }
    return is;
  }
}
