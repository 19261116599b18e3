import { endOf, startOf } from '../graph/flow-places.ts';
import type { Act } from '../graph/place.ts';
import { ShortestWays, type Step } from '../search/shortest-ways.ts';
import { NO_SLOTS } from '../slots/slot-space.ts';
import type { Subject } from '../subject.ts';

/** A way, and what is to be so of a slot before it. */
export interface Wanted {
  readonly slot: string;
  readonly isSet: boolean;
  readonly step: Step;
}

/**
 * The shortest chat that comes to a way with a slot of its flow unset, or set.
 *
 * It is looked for within the flow, as slots are forgotten between flows; where another flow has its
 * part in it, the shortest chat at all has to do.
 */
export function chatWith({ slot, isSet, step }: Wanted, subject: Subject): readonly string[] {
  const { flow = '' } = step.from;
  const { graph } = subject.all;
  const start = graph.id(startOf(flow));
  const ways = waysWith({ slot, isSet, flow, to: step.from.id }, subject);
  if (ways === undefined) return subject.chatTo(step.from.id, [step]);
  return subject.chatTo(start, [...ways, step]);
}

interface Sought {
  readonly flow: string;
  readonly slot: string;
  readonly isSet: boolean;
  readonly to: number;
}

const UNSET = 0;
const SET = 1;

/** From a flow's start to one of its places; `undefined` where there is no such way. */
function waysWith(
  { flow, slot, isSet, to }: Sought,
  subject: Subject,
): readonly Step[] | undefined {
  const { graph } = subject.all;
  const { space } = subject.slots.of(flow);
  const end = graph.id(endOf(flow));
  const isDefaulted = (space.defaults & space.bit(slot)) !== NO_SLOTS;
  const within = new ShortestWays(graph, subject.through, graph.id(startOf(flow)), {
    memories: 2,
    after: (memory, { acts, input, to: next }, from) => {
      if (graph.place(next).flow !== flow || input.kind === 'into' || from.id === end) {
        return undefined;
      }
      return acts.reduce((is, act) => remembered(is, act), memory);
    },
  });
  const memory = isSet ? SET : UNSET;
  if (!Number.isFinite(within.costTo(to, memory))) return undefined;
  return within.waysTo(to, memory).map((step) => withoutGift(step));

  function remembered(is: number, act: Act): number {
    if (act.kind === 'enter') return isDefaulted ? SET : UNSET;
    if (act.kind === 'keep' && act.slot === slot) return SET;
    if (act.kind === 'set' && Object.hasOwn(act.values, slot)) {
      return act.values[slot] === null ? UNSET : SET;
    }
    // What a sub-flow may leave unset is taken to be as it is wanted.
    if (act.kind === 'take' && Object.hasOwn(act.save, slot)) {
      return mayLack(act) ? Number(isSet) : SET;
    }
    return is;
  }

  function mayLack({ flow: called, save }: Extract<Act, { readonly kind: 'take' }>): boolean {
    const atEnd = subject.slotFlow.at(graph.place(graph.id(endOf(called))));
    const bit = subject.slots.of(called).space.bit(save[slot] ?? '');
    return ((atEnd ?? NO_SLOTS) & bit) === NO_SLOTS;
  }

  /** Past a sub-flow by a way that leaves its slot unset. */
  function withoutGift(step: Step): Step {
    const take = step.edge.acts.find((act) => act.kind === 'take');
    const theirs = take?.save[slot];
    if (isSet || take === undefined || theirs === undefined) return step;
    const sought = { flow: take.flow, slot: theirs, isSet, to: graph.id(endOf(take.flow)) };
    const inside = waysWith(sought, subject);
    return inside === undefined ? step : { ...step, within: inside };
  }
}
