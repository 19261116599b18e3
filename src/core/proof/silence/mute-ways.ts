import { startOf } from '../graph/flow-places.ts';
import { type Edge, isPassed, type Place, waysFrom } from '../graph/place.ts';
import { backwards } from '../search/backwards.ts';
import type { Subject } from '../subject.ts';
import type { SurelySaid } from './surely-said.ts';

/** Where a way without a word leads: to where the bot waits again, or to the flow's end. */
interface Muteness {
  stops: boolean;
  ends: boolean;
}

/** Places that somebody who has just written waits through. */
export function isPassedThrough({ kind }: Place): boolean {
  return kind === 'passing' || kind === 'repair' || kind === 'call' || kind === 'end';
}

export function isFollowed({ input }: Edge): boolean {
  const { kind } = input;
  return (
    isPassed(input) ||
    kind === 'result' ||
    kind === 'failed' ||
    kind === 'refused' ||
    kind === 'timed-out'
  );
}

/**
 * Ways that may be taken without anything being said, found from where they stop backwards, once
 * for all places. Conditions count as both here, so some of them cannot really be taken.
 */
export class MuteWays {
  private readonly known: Muteness[];
  /** Flows after whose end nothing may be said either. */
  private readonly muteEnds = new Set<string>();

  constructor(
    private readonly subject: Subject,
    private readonly said: SurelySaid,
  ) {
    this.known = subject.all.graph.places.map((place) => ({
      stops: !isPassedThrough(place),
      ends: place.kind === 'end',
    }));
    this.settle();
    this.settleEnds();
  }

  isMute(edge: Edge, from: Place): boolean {
    const { input } = edge;
    if (input.kind === 'past' && this.entryOf(input.flow)?.ends !== true) return false;
    return this.goesOnMutely(edge, from);
  }

  /** Whatever came before the way. */
  private goesOnMutely(edge: Edge, from: Place): boolean {
    if (this.said.on(edge, from)) return false;
    const to = this.subject.all.graph.place(edge.to);
    const there = this.known[edge.to];
    const ends = there?.ends === true && (to.flow === undefined || this.muteEnds.has(to.flow));
    return there?.stops === true || ends;
  }

  /** From the last place to the first, and again wherever more is known of where a place leads. */
  private settle(): void {
    const { graph } = this.subject.all;
    const into = backwards(graph, isFollowed);
    const callers = callersOf(graph.places);
    const queue = graph.places.map(({ id }) => id).reverse();
    for (const id of queue) {
      const place = graph.place(id);
      if (!this.improves(place)) continue;
      queue.push(...(into.get(id) ?? []));
      if (place.key === startOf(place.flow ?? '')) {
        queue.push(...(callers.get(place.flow ?? '') ?? []));
      }
    }
  }

  private improves(place: Place): boolean {
    const own = this.known[place.id];
    if (own === undefined || !isPassedThrough(place) || (own.stops && own.ends)) return false;
    if (place.kind === 'end') return false; // Who called the flow says what follows.

    const before = { ...own };
    for (const edge of waysFrom(place)) {
      const there = this.known[edge.to];
      if (there === undefined || !isFollowed(edge) || this.said.on(edge, place)) continue;
      if (edge.input.kind === 'past' && this.entryOf(edge.input.flow)?.ends !== true) continue;

      if (there.stops) own.stops = true;
      if (!there.ends || edge.input.kind === 'into') continue;
      // The end of a flow that was left for good is a place to stop at.
      const target = this.subject.all.graph.place(edge.to);
      if (target.flow === place.flow && target.key !== startOf(place.flow ?? '')) own.ends = true;
      else own.stops = true;
    }
    return own.stops !== before.stops || own.ends !== before.ends;
  }

  /** A flow's end is mute where it may be the conversation's, or its caller goes on without a word. */
  private settleEnds(): void {
    const { places } = this.subject.all.graph;
    const calls: (readonly [Place, Edge, string])[] = [];
    for (const place of places) {
      for (const edge of waysFrom(place)) {
        const { flow = '', key } = places[edge.to] ?? {};
        if (edge.input.kind !== 'into' && key === startOf(flow)) this.muteEnds.add(flow);
        if (edge.input.kind === 'past') calls.push([place, edge, edge.input.flow]);
      }
    }
    for (let known = -1; known < this.muteEnds.size;) {
      known = this.muteEnds.size;
      for (const [place, edge, flow] of calls) {
        if (this.goesOnMutely(edge, place)) this.muteEnds.add(flow);
      }
    }
  }

  private entryOf(flow: string): Muteness | undefined {
    return this.known[this.subject.all.graph.id(startOf(flow))];
  }
}

/** The places that call each flow. */
export function callersOf(places: readonly Place[]): ReadonlyMap<string, readonly number[]> {
  const callers = new Map<string, number[]>();
  for (const { id, edges } of places) {
    for (const { input } of edges) {
      if (input.kind === 'past') callers.set(input.flow, [...(callers.get(input.flow) ?? []), id]);
    }
  }
  return callers;
}
