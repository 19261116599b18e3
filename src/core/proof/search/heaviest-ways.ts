import { endOf, startOf } from '../graph/flow-places.ts';
import type { ReleaseGraph } from '../graph/graph-of.ts';
import {
  type Act,
  type Edge,
  isTimed,
  isWithoutCustomer,
  type Place,
  waysFrom,
} from '../graph/place.ts';
import type { Step } from './shortest-ways.ts';

/**
 * What has come together since the customer last wrote, at its worst; `-Infinity` for what never
 * can be.
 */
export interface Burden {
  /** Milliseconds since then. */
  readonly ms: number;
  /** Milliseconds until the replies said since then have left, as each waits for the one before. */
  readonly laneMs: number;
  readonly bubbles: number;
}

const NEVER: Burden = { ms: -Infinity, laneMs: -Infinity, bubbles: -Infinity };
const NOTHING: Burden = { ms: 0, laneMs: 0, bubbles: 0 };

/** How a place came to its burden, for each part of it. */
type Last = { readonly [Part in keyof Burden]?: Step };

/**
 * The heaviest ways through a release that need no customer: time, pauses between replies, and
 * replies in a row. Places are taken in an order in which such ways lead forwards; what goes round
 * without the customer is no part of it, and is found by another proof.
 */
export class HeaviestWays {
  private readonly burdens: Burden[];
  private readonly last: Last[];
  private readonly through = new Map<string, Through>();

  constructor(private readonly all: ReleaseGraph) {
    const { places } = all.graph;
    this.burdens = places.map(() => NEVER);
    this.last = places.map(() => ({}));
    const order = inOrder(all);
    const own = byFlow(order);
    for (const flow of calledFirst(all)) {
      this.through.set(flow, this.throughFlow(flow, own.get(flow) ?? []));
    }
    this.burdens.fill(NEVER);
    this.last.fill({});
    this.seed(places);
    this.carry(order);
  }

  at({ id }: Place): Burden {
    return this.burdens[id] ?? NEVER;
  }

  /** After a way from a place; `acts` of its acts are done, all where it is not said. */
  after(edge: Edge, from: Place, acts = edge.acts.length): Burden {
    const before = isWithoutCustomer(edge.input) ? this.at(from) : NOTHING;
    return done(this.moved(before, edge), edge.acts.slice(0, acts));
  }

  /** The ways that brought a place so much of a part, from a place where the customer has just written. */
  waysTo(place: Place, part: keyof Burden): readonly Step[] {
    const ways: Step[] = [];
    const seen = new Set<number>();
    let at = place;
    while (!seen.has(at.id)) {
      seen.add(at.id);
      const step = this.last[at.id]?.[part];
      if (step === undefined) break;
      ways.push(step);
      if (!isWithoutCustomer(step.edge.input)) break;
      at = step.from;
    }
    return ways.reverse();
  }

  /** What the customer's messages lead to begins with nothing. */
  private seed(places: readonly Place[]): void {
    for (const place of places) {
      for (const edge of waysFrom(place)) {
        if (!isWithoutCustomer(edge.input)) this.meet(edge, place, done(NOTHING, edge.acts));
      }
    }
  }

  private carry(order: readonly Place[]): void {
    for (const place of order) {
      const burden = this.at(place);
      if (burden.ms === -Infinity && burden.bubbles === -Infinity && burden.laneMs === -Infinity) {
        continue;
      }
      for (const edge of waysFrom(place)) {
        if (!isWithoutCustomer(edge.input)) continue;
        this.meet(edge, place, done(this.moved(burden, edge), edge.acts));
      }
    }
  }

  private meet(edge: Edge, from: Place, burden: Burden): void {
    const known = this.burdens[edge.to] ?? NEVER;
    const step = { from, edge };
    const last: { -readonly [Part in keyof Burden]?: Step } = { ...this.last[edge.to] };
    if (burden.ms > known.ms) last.ms = step;
    if (burden.laneMs > known.laneMs) last.laneMs = step;
    if (burden.bubbles > known.bubbles) last.bubbles = step;
    this.last[edge.to] = last;
    this.burdens[edge.to] = heavier(known, burden);
  }

  /** The burden where a way's acts begin. */
  private moved(burden: Burden, { input }: Edge): Burden {
    if (isTimed(input)) return { ...burden, ms: burden.ms + input.afterMs };
    if (input.kind !== 'past') return burden;

    const { carried, lane, own } = this.through.get(input.flow) ?? NO_WAY_THROUGH;
    return heavier(own, {
      ms: burden.ms + carried.ms,
      laneMs: Math.max(burden.laneMs + lane, burden.ms + carried.laneMs),
      bubbles: burden.bubbles + carried.bubbles,
    });
  }

  /** What passing a flow adds; worked out with nothing but the flow's own places. */
  private throughFlow(flow: string, own: readonly Place[]): Through {
    const start = this.all.graph.id(startOf(flow));
    const end = this.all.graph.place(this.all.graph.id(endOf(flow)));
    const run = (first: Burden, withSeeds: boolean): Burden => {
      for (const { id } of own) this.burdens[id] = NEVER;
      this.burdens[start] = first;
      if (withSeeds) this.seed(own);
      this.carry(own);
      return this.at(end);
    };
    const carried = run({ ...NOTHING, laneMs: -Infinity }, false);
    const lane = run({ ...NEVER, laneMs: 0 }, false).laneMs;
    const since = run(NEVER, true);
    run(NEVER, false);
    return { carried, lane, own: since };
  }
}

/** What passing a sub-flow adds to what was there, and what comes together within it. */
interface Through {
  /** `laneMs`: what the lane comes to by time that passes and pauses after it. */
  readonly carried: Burden;
  /** What is added to what the lane had before. */
  readonly lane: number;
  readonly own: Burden;
}

const NO_WAY_THROUGH: Through = { carried: NEVER, lane: -Infinity, own: NEVER };

function heavier(one: Burden, other: Burden): Burden {
  return {
    ms: Math.max(one.ms, other.ms),
    laneMs: Math.max(one.laneMs, other.laneMs),
    bubbles: Math.max(one.bubbles, other.bubbles),
  };
}

function done(burden: Burden, acts: readonly Act[]): Burden {
  let { laneMs, bubbles } = burden;
  for (const act of acts) {
    if (act.kind !== 'say' && act.kind !== 'canvas') continue;
    laneMs = Math.max(laneMs, burden.ms) + (act.kind === 'say' ? act.delayMs : 0);
    bubbles += 1;
  }
  return { ms: burden.ms, laneMs, bubbles };
}

/** Places so that ways without the customer lead forwards; those on a round are left out. */
function inOrder({ graph }: ReleaseGraph): readonly Place[] {
  const open = new Map<number, number>();
  const { places } = graph;
  for (const place of places) {
    for (const edge of waysFrom(place)) {
      if (isWithoutCustomer(edge.input)) open.set(edge.to, (open.get(edge.to) ?? 0) + 1);
    }
  }
  const order = places.filter(({ id }) => !open.has(id));
  for (const place of order) {
    for (const edge of waysFrom(place)) {
      if (!isWithoutCustomer(edge.input)) continue;
      const left = (open.get(edge.to) ?? 0) - 1;
      open.set(edge.to, left);
      if (left === 0) order.push(graph.place(edge.to));
    }
  }
  return order;
}

/** Flows that are called, so that each comes after those it calls itself. */
function calledFirst({ graph }: ReleaseGraph): readonly string[] {
  const calls = new Map<string, Set<string>>();
  const called = new Set<string>();
  for (const { edges, flow = '' } of graph.places) {
    for (const { input } of edges) {
      if (input.kind !== 'past') continue;
      called.add(input.flow);
      calls.set(flow, (calls.get(flow) ?? new Set()).add(input.flow));
    }
  }
  const done = new Set<string>();
  const visit = (flow: string): void => {
    if (done.has(flow)) return;
    done.add(flow);
    for (const next of calls.get(flow) ?? []) visit(next);
    sorted.push(flow);
  };
  const sorted: string[] = [];
  for (const flow of called) visit(flow);
  return sorted;
}

function byFlow(places: readonly Place[]): ReadonlyMap<string, readonly Place[]> {
  const found = new Map<string, Place[]>();
  for (const place of places) {
    const own = found.get(place.flow ?? '');
    if (own === undefined) found.set(place.flow ?? '', [place]);
    else own.push(place);
  }
  return found;
}
