import { endOf, REST } from '../graph/flow-places.ts';
import type { ReleaseGraph } from '../graph/graph-of.ts';
import { type Act, type Edge, type Place, waysFrom } from '../graph/place.ts';
import { setWhen } from '../liquid/needs.ts';
import { type Assigned, revokedSlots } from './revoked-slots.ts';
import type { FlowSlots, SlotFacts } from './slot-facts.ts';
import { NO_SLOTS, type SlotSet } from './slot-space.ts';
import { surelyFits } from './surely-fits.ts';

/**
 * Which slots are certainly set at each place: on every way to it.
 *
 * A slot of the conversation that anything may unset counts as unset wherever the customer may have
 * been elsewhere in between, and one of the flow wherever they may have come back to.
 */
export class SlotFlow {
  private readonly sets: (SlotSet | undefined)[] = [];
  /** Places whose ways lean on what a flow has set at its end. */
  private readonly leaning = new Map<number, Set<number>>();

  /** By flow, slots that may have been unset since a question was answered that is come back to. */
  private readonly revoked: ReadonlyMap<string, SlotSet> = new Map();

  constructor(
    private readonly all: ReleaseGraph,
    private readonly facts: SlotFacts,
  ) {
    this.findLeaning();
    for (let known = -1; known < sizeOf(this.revoked);) {
      known = sizeOf(this.revoked);
      this.sets.length = 0;
      this.run();
      this.revoked = revokedSlots(all, facts, (act, flow) => this.assigned(act, flow));
    }
  }

  /** `undefined` where nothing leads. */
  at({ id, kind, flow }: Place): SlotSet | undefined {
    const set = this.sets[id];
    if (set === undefined || kind === 'passing' || kind === 'end') return set;
    return set & ~(this.revoked.get(flow ?? '') ?? NO_SLOTS) & ~this.facts.volatileShared;
  }

  /** What is set before each act of a way, and after the last of them. */
  along(edge: Edge, from: Place): readonly SlotSet[] {
    const before = this.at(from);
    if (before === undefined) return [];

    const facts = this.facts.of(from.flow);
    let set = before | this.decided(edge, facts);
    const sets = [set];
    for (const act of edge.acts) {
      set = this.after(act, set, facts, from.flow ?? '');
      sets.push(set);
    }
    return sets;
  }

  private run(): void {
    const { graph } = this.all;
    const queue: number[] = [];
    const meet = (id: number, set: SlotSet): void => {
      const known = this.sets[id];
      const met = known === undefined ? set : known & set;
      if (met === known) return;
      this.sets[id] = met;
      queue.push(id, ...(this.leaning.get(id) ?? []));
    };
    const nowhere = this.facts.of().space;
    meet(graph.id(REST), nowhere.defaults);
    for (const id of queue) {
      const from = graph.place(id);
      // Repairs come back to questions with what was set there; `at` leaves out what was unset since.
      if (from.kind === 'repair') continue;
      for (const edge of waysFrom(from)) {
        if (
          edge.input.kind === 'past' &&
          this.sets[graph.id(endOf(edge.input.flow))] === undefined
        ) {
          continue; // Nobody is known to come back yet.
        }
        const set = this.along(edge, from).at(-1);
        if (set !== undefined) meet(edge.to, this.handedOver(set, edge, from));
      }
    }
  }

  /** What is still set in another flow: the slots of the conversation, and what it was given. */
  private handedOver(set: SlotSet, { to, acts }: Edge, { flow }: Place): SlotSet {
    const { shared } = this.facts.of(flow).space;
    const there = this.all.graph.place(to).flow;
    const given = acts.find((act) => act.kind === 'give');
    if (given !== undefined) {
      const { space } = this.facts.of(given.flow);
      const own = this.facts.of(flow);
      const fits = Object.entries(given.with).filter(([name, value]) => {
        const slot = space.slot(name);
        return slot !== undefined && surelyFits(value, slot, own);
      });
      return (set & shared) | space.of(fits.map(([name]) => name));
    }
    const isWithin = there === flow && !this.all.graph.place(to).key.endsWith(':start');
    return isWithin ? set : set & shared;
  }

  private decided({ input }: Edge, { space, trees }: FlowSlots): SlotSet {
    if (input.kind !== 'branch') return NO_SLOTS;

    let set =
      input.when === undefined ? NO_SLOTS : space.of(setWhen(trees.condition(input.when), true));
    for (const when of input.before) set |= space.of(setWhen(trees.condition(when), false));
    return set;
  }

  private after(act: Act, set: SlotSet, facts: FlowSlots, flow: string): SlotSet {
    const { space } = facts;
    switch (act.kind) {
      case 'keep':
        return set | space.bit(act.slot);
      case 'take': {
        const end = this.sets[this.all.graph.id(endOf(act.flow))] ?? NO_SLOTS;
        return changed(set | (end & space.shared), this.assigned(act, flow), facts);
      }
      case 'set':
        return changed(set, this.assigned(act, flow), facts);
      case 'enter':
        return set | space.defaults;
      case 'give':
      case 'say':
      case 'canvas':
      case 'write':
      case 'handoff':
      case 'call':
        return set;
    }
  }

  /** Slots that an act gives a value, and whether they certainly have one then. */
  private assigned(act: Act, flow: string): readonly Assigned[] {
    const facts = this.facts.of(flow);
    if (act.kind === 'keep') return [[act.slot, true]];
    if (act.kind === 'set') {
      return Object.entries(act.values).map(([name, value]) => {
        const slot = facts.slotOf(name);
        return [name, slot !== undefined && surelyFits(value, slot, facts)];
      });
    }
    if (act.kind !== 'take') return [];

    const theirs = this.facts.of(act.flow);
    const end = this.sets[this.all.graph.id(endOf(act.flow))] ?? NO_SLOTS;
    return Object.entries(act.save).map(([mine, name]) => {
      const slot = facts.slotOf(mine);
      const isGiven = (end & theirs.space.bit(name)) !== NO_SLOTS && slot !== undefined;
      const fits = isGiven && surelyFits(`{{ ${name} }}`, slot, theirs);
      return [mine, fits || slot?.default !== undefined];
    });
  }

  private findLeaning(): void {
    const { graph } = this.all;
    for (const place of graph.places) {
      for (const { input } of place.edges) {
        if (input.kind !== 'past') continue;
        const end = graph.id(endOf(input.flow));
        const known = this.leaning.get(end) ?? new Set();
        this.leaning.set(end, known.add(place.id));
      }
    }
  }
}

function changed(
  before: SlotSet,
  names: readonly Assigned[],
  { space }: Pick<FlowSlots, 'space'>,
): SlotSet {
  let set = before;
  for (const [name, isSet] of names) {
    set = isSet ? set | space.bit(name) : set & ~space.bit(name);
  }
  return set;
}

function sizeOf(sets: ReadonlyMap<string, SlotSet>): number {
  let size = 0;
  for (const set of sets.values()) size += set.toString(2).replaceAll('0', '').length;
  return size;
}
