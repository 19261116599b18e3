import { unsetValue } from '#core/flow/model/slot.ts';

import { startOf } from '../graph/flow-places.ts';
import { type Act, type Edge, type Place, waysFrom } from '../graph/place.ts';
import { type Known, type KnownSlots, truthOf } from '../liquid/truth.ts';
import type { Step } from '../search/shortest-ways.ts';
import type { Subject } from '../subject.ts';
import { callersOf, isFollowed, isPassedThrough } from './mute-ways.ts';
import type { SurelySaid } from './surely-said.ts';

/** Where a search stands. */
interface Spot {
  readonly place: Place;
  /** What the flow's slots are known to hold on this way. */
  readonly slots: KnownSlots;
  /** Callers on this way, the innermost last; empty where it began within a called flow. */
  readonly callers: readonly { readonly place: Place; readonly slots: KnownSlots }[];
  readonly given: KnownSlots;
  readonly ways: Step | undefined;
  readonly before: Spot | undefined;
}

/** Spots that are looked at; what is beyond counts as found. */
const MOST_SPOTS = 2_000;
const NOTHING_KNOWN: KnownSlots = new Map();

function waysTo(spot: Spot): readonly Step[] {
  const ways: Step[] = [];
  for (let at: Spot | undefined = spot; at !== undefined; at = at.before) {
    if (at.ways !== undefined) ways.push(at.ways);
  }
  return ways.reverse();
}

function keyOf({ place, slots, callers, given }: Spot): string {
  const frames = callers.map((caller) => [caller.place.id, [...caller.slots]]);
  return JSON.stringify([place.id, [...slots], frames, [...given]]);
}

/**
 * Looks one by one at the ways that a search over all places has found, with what a way itself
 * tells of the slots: a flow that was just entered has them unset, one that sets `true` has it so.
 */
export class MutePaths {
  private readonly callers: ReadonlyMap<string, readonly number[]>;
  /** Flows that are not only called. */
  private readonly startable: ReadonlySet<string>;
  private readonly conversation: ReadonlySet<string>;

  constructor(
    private readonly said: SurelySaid,
    private readonly subject: Subject,
  ) {
    this.callers = callersOf(subject.all.graph.places);
    this.conversation = new Set(subject.all.bot.slots.keys());
    this.startable = startableFlows(subject.all.graph);
  }

  /**
   * The ways from a message of the customer's on which nothing is said before the bot waits again;
   * `undefined` where there are none.
   */
  find(edge: Edge, from: Place): readonly Step[] | undefined {
    const first: Spot = {
      ...{ place: from, slots: NOTHING_KNOWN, callers: [], given: NOTHING_KNOWN },
      ...{ ways: undefined, before: undefined },
    };
    const queue = this.after(first, edge);
    const seen = new Set<string>();
    for (const spot of queue) {
      if (!isPassedThrough(spot.place) || seen.size > MOST_SPOTS) return waysTo(spot);
      const key = keyOf(spot);
      if (seen.has(key)) continue;
      seen.add(key);
      if (spot.place.kind === 'end' && this.isOver(spot)) return waysTo(spot);
      for (const next of this.next(spot)) queue.push(next);
    }
    return undefined;
  }

  private next(spot: Spot): readonly Spot[] {
    if (spot.place.kind === 'end') return this.returns(spot);
    return [...waysFrom(spot.place)].flatMap((edge) =>
      // A sub-flow is gone into, and come back from at its end.
      isFollowed(edge) && edge.input.kind !== 'past' ? this.after(spot, edge) : [],
    );
  }

  /** A flow's end where nobody waits for it: the conversation's. */
  private isOver({ place, callers }: Spot): boolean {
    return callers.length === 0 && this.startable.has(place.flow ?? '');
  }

  private after(spot: Spot, edge: Edge): Spot[] {
    const { place, slots } = spot;
    const { input } = edge;
    if (this.said.on(edge, place)) return [];
    if (input.kind === 'branch' && !this.mayTake(input, slots)) return [];

    const to = this.subject.all.graph.place(edge.to);
    let now: Spot = { ...spot, place: to, ways: { from: place, edge }, before: spot };
    if (input.kind === 'into') now = { ...now, callers: [...spot.callers, { place, slots }] };
    for (const act of edge.acts) now = this.done(now, act);
    return [now];
  }

  private mayTake(
    { when, before }: { readonly when: string | undefined; readonly before: readonly string[] },
    slots: KnownSlots,
  ): boolean {
    const { trees } = this.subject.slots;
    if (before.some((each) => truthOf(trees.condition(each), slots) === true)) return false;
    return when === undefined || truthOf(trees.condition(when), slots) !== false;
  }

  /** Back to the caller; to any that there is, where the way began within the flow. */
  private returns(spot: Spot): readonly Spot[] {
    const { graph } = this.subject.all;
    const { flow = '' } = spot.place;
    const caller = spot.callers.at(-1);
    if (caller !== undefined) return this.returnTo(spot, caller.place, caller.slots);
    const places = (this.callers.get(flow) ?? []).map((id) => graph.place(id));
    return places.flatMap((place) => this.returnTo(spot, place, NOTHING_KNOWN));
  }

  private returnTo(spot: Spot, caller: Place, slots: KnownSlots): readonly Spot[] {
    const past = caller.edges.find(({ input }) => input.kind === 'past');
    if (past === undefined || this.said.on(past, caller)) return [];

    const known = new Map<string, Known>();
    for (const [name, value] of slots) if (!this.conversation.has(name)) known.set(name, value);
    for (const [name, value] of spot.slots) if (this.conversation.has(name)) known.set(name, value);
    for (const act of past.acts) {
      if (act.kind !== 'take') continue;
      for (const [mine, theirs] of Object.entries(act.save)) {
        put(known, mine, spot.slots.get(theirs));
      }
    }
    const ways = { from: caller, edge: past };
    const place = this.subject.all.graph.place(past.to);
    const callers = spot.callers.slice(0, -1);
    return [{ place, slots: known, callers, given: NOTHING_KNOWN, ways, before: spot }];
  }

  private done(spot: Spot, act: Act): Spot {
    const slots = new Map(spot.slots);
    switch (act.kind) {
      case 'enter': {
        const own = this.subject.all.flows.get(act.flow)?.slots ?? [];
        for (const name of slots.keys()) if (!this.conversation.has(name)) slots.delete(name);
        for (const [name, slot] of own) {
          const value = unsetValue(slot);
          const isPlain = typeof value !== 'object' || value === null;
          if (!this.conversation.has(name)) put(slots, name, isPlain ? value : undefined);
        }
        // What a caller gave is not followed.
        for (const name of spot.given.keys()) slots.delete(name);
        return { ...spot, slots, given: NOTHING_KNOWN };
      }
      case 'give': {
        const given = Object.keys(act.with).map((name) => [name, null] as const);
        return { ...spot, given: new Map(given) };
      }
      case 'keep':
        put(slots, act.slot, act.option);
        return { ...spot, slots };
      case 'set':
        for (const [name, value] of Object.entries(act.values)) {
          put(slots, name, this.literal(spot, name, value));
        }
        return { ...spot, slots };
      case 'take':
      case 'say':
      case 'canvas':
      case 'write':
      case 'handoff':
      case 'call':
        return spot;
    }
  }

  /** Only what is certainly kept as it stands. */
  private literal({ place }: Spot, name: string, value: Known): Known | undefined {
    const slot = this.subject.slots.of(place.flow).slotOf(name);
    if (value === null) return slot?.default === undefined ? null : undefined;
    return slot?.type === 'boolean' && typeof value === 'boolean' ? value : undefined;
  }
}

function put(slots: Map<string, Known>, name: string, value: Known | undefined): void {
  if (value === undefined) slots.delete(name);
  else slots.set(name, value);
}

function startableFlows({ places }: Subject['all']['graph']): ReadonlySet<string> {
  const found = new Set<string>();
  for (const place of places) {
    for (const { to, input } of waysFrom(place)) {
      const { flow, key } = places[to] ?? {};
      if (input.kind !== 'into' && flow !== undefined && key === startOf(flow)) found.add(flow);
    }
  }
  return found;
}
