import type { ControlGraph } from '../graph/control-graph.ts';
import { endOf, startOf } from '../graph/flow-places.ts';
import { type Edge, isPassed, type Place, waysFrom } from '../graph/place.ts';

/** A way that was taken, and from where. */
export interface Step {
  readonly from: Place;
  readonly edge: Edge;
  /** Past a sub-flow: the ways that were taken in it, where they are not the shortest. */
  readonly within?: readonly Step[];
}

/** Where a search stands: a place, and whatever else it remembers as a small number. */
export interface Search {
  /** What is remembered at first. */
  readonly first?: number;
  /** Kinds of memory: `0` to one less. */
  readonly memories?: number;
  /** What is remembered after a way; `undefined` where it may not be taken. */
  readonly after?: (memory: number, edge: Edge, from: Place) => number | undefined;
}

const PLAIN: Required<Search> = { first: 0, memories: 1, after: () => 0 };

/** Built-in repair leads where the customer has been before: no chat needs it to get there. */
function isRepair(edge: Edge, { kind }: Place): boolean {
  return kind === 'repair' || edge.input.kind === 'resumed' || edge.input.kind === 'late';
}

/**
 * The shortest ways from one place to all others: those with the fewest messages, pauses and
 * answers of other systems. What is passed at once counts nothing, and a sub-flow what the shortest
 * way through it counts.
 *
 * Time and memory grow with the ways of the graph, times the memories.
 */
export class ShortestWays {
  private readonly costs: Float64Array;
  private readonly last: (Step & { readonly memory: number })[] = [];
  private readonly search: Required<Search>;

  constructor(
    private readonly graph: ControlGraph,
    private readonly through: ThroughFlows,
    private readonly start: number,
    search: Search = PLAIN,
  ) {
    this.search = { ...PLAIN, ...search };
    const { memories, first } = this.search;
    this.costs = new Float64Array(graph.places.length * memories).fill(Infinity);
    this.run(start * memories + first);
  }

  /** How many messages and pauses it takes; `Infinity` for what cannot be reached. */
  costTo(place: number, memory = 0): number {
    return this.costs[place * this.search.memories + memory] ?? Infinity;
  }

  /** The ways that lead there; empty for where it starts and for what cannot be reached. */
  waysTo(place: number, memory = 0): readonly Step[] {
    const { memories, first } = this.search;
    const ways: Step[] = [];
    let at = place * memories + memory;
    while (at !== this.start * memories + first) {
      const step = this.last[at];
      if (step === undefined) return [];
      ways.push(step);
      at = step.from.id * memories + step.memory;
    }
    return ways.reverse();
  }

  private run(first: number): void {
    const { memories } = this.search;
    const queue = new BucketQueue();
    this.costs[first] = 0;
    queue.add(first, 0);
    for (let next = queue.take(); next !== undefined; next = queue.take()) {
      if (next.cost > (this.costs[next.item] ?? 0)) continue;

      const memory = next.item % memories;
      const from = this.graph.place((next.item - memory) / memories);
      for (const edge of waysFrom(from)) this.take(edge, { from, memory, cost: next.cost, queue });
    }
  }

  private take(edge: Edge, { from, memory, cost, queue }: Taking): void {
    if (isRepair(edge, from)) return;
    const after = this.search.after(memory, edge, from);
    if (after === undefined) return;

    const whole = cost + this.costOf(edge);
    const item = edge.to * this.search.memories + after;
    if (whole >= (this.costs[item] ?? Infinity)) return;
    this.costs[item] = whole;
    this.last[item] = { from, edge, memory };
    queue.add(item, whole);
  }

  private costOf({ input }: Edge): number {
    if (input.kind === 'past') return this.through.cost(input.flow);
    // What goes wrong shows nothing that a plainer chat could show.
    if (input.kind === 'undelivered') return COST_OF_A_FAILURE;
    return isPassed(input) ? 0 : 1;
  }
}

const COST_OF_A_FAILURE = 4;

interface Taking {
  readonly from: Place;
  readonly memory: number;
  readonly cost: number;
  readonly queue: BucketQueue;
}

/** Items by a small whole cost, the cheapest first. */
class BucketQueue {
  private readonly buckets: number[][] = [];
  private at = 0;

  add(item: number, cost: number): void {
    if (Number.isFinite(cost)) (this.buckets[cost] ??= []).push(item);
  }

  take(): { readonly item: number; readonly cost: number } | undefined {
    for (; this.at < this.buckets.length; this.at += 1) {
      const item = this.buckets[this.at]?.pop();
      if (item !== undefined) return { item, cost: this.at };
    }
    return undefined;
  }
}

/** The shortest ways through flows that others call; each is looked for once. */
export class ThroughFlows {
  private readonly known = new Map<string, readonly Step[] | undefined>();

  constructor(private readonly graph: ControlGraph) {}

  /** What passing a flow costs; `Infinity` where it never ends. */
  cost(flow: string): number {
    const ways = this.ways(flow);
    if (ways === undefined) return Infinity;
    return ways.reduce(
      (sum, { edge: { input } }) =>
        sum + (input.kind === 'past' ? this.cost(input.flow) : isPassed(input) ? 0 : 1),
      0,
    );
  }

  /** The ways from a flow's start to its end; `undefined` where there are none. */
  ways(flow: string): readonly Step[] | undefined {
    if (this.known.has(flow)) return this.known.get(flow);

    this.known.set(flow, undefined); // Who calls itself never ends by that.
    const start = this.graph.id(startOf(flow));
    const end = this.graph.id(endOf(flow));
    const within = new ShortestWays(this.graph, this, start, {
      after: (_memory, edge, from) =>
        edge.input.kind === 'into' || from.id === end || !this.isWithin(edge, flow) ? undefined : 0,
    });
    const ways = Number.isFinite(within.costTo(end)) ? within.waysTo(end) : undefined;
    this.known.set(flow, ways);
    return ways;
  }

  private isWithin({ to }: Edge, flow: string): boolean {
    return this.graph.place(to).flow === flow;
  }
}
