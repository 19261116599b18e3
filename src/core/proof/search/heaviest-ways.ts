import { endOf, startOf } from '../graph/flow-places.ts';
import type { ReleaseGraph } from '../graph/graph-of.ts';
import { type Edge, isTimed, isWithoutCustomer, type Place, waysFrom } from '../graph/place.ts';
import {
  type Burden,
  by,
  done,
  heavier,
  isHeavier,
  NEVER,
  NO_WAY_THROUGH,
  NOTHING,
  ONLY_LANE,
  ONLY_TIME,
  OUTSIDE,
  past,
  type Through,
} from './burden.ts';
import { calledFirst, forwards, placesByFlow } from './orders.ts';

/**
 * At a place: at its worst, and at its worst where the last thing that happened was not the
 * customer's silence. After silence nothing that was put aside is taken up again.
 */
interface Found {
  readonly all: Burden;
  readonly awake: Burden;
}

const NOT_YET: Found = { all: NEVER, awake: NEVER };
const JUST_WRITTEN: Found = { all: NOTHING, awake: NOTHING };
/** That words have not arrived may be known when the 24 hours are over, and because they are. */
const UNHEARD: Found = { all: OUTSIDE, awake: NEVER };

function startOfWay({ input }: Edge): Found {
  const isLate = input.kind === 'undelivered' || (input.kind === 'agent' && input.isLate === true);
  return isLate ? UNHEARD : JUST_WRITTEN;
}

/**
 * The heaviest ways through a release that need no customer: time, pauses between replies, and
 * replies in a row. Places are taken in an order in which such ways lead forwards; what goes round
 * without the customer is no part of it, and is found by another proof.
 */
export class HeaviestWays {
  private readonly found: Found[];
  private readonly order: readonly Place[];
  private readonly through: Map<string, { readonly all: Through; readonly awake: Through }>;

  constructor(
    private readonly all: ReleaseGraph,
    base?: HeaviestWays,
  ) {
    const { places } = all.graph;
    this.order = base?.order ?? forwards(all.graph);
    if (base !== undefined) {
      this.through = base.through;
      this.found = [...base.found];
      return;
    }
    this.through = new Map();
    this.found = places.map(() => NOT_YET);
    const own = placesByFlow(this.order);
    for (const flow of calledFirst(all.graph)) this.findThrough(flow, own.get(flow) ?? []);
    this.found.fill(NOT_YET);
    this.begin(places, this.order);
  }

  at({ id }: Place): Burden {
    return (this.found[id] ?? NOT_YET).all;
  }

  /** Where a way's acts begin; `done` says what they add. */
  before(edge: Edge, from: Place): Burden {
    if (!isWithoutCustomer(edge.input)) return startOfWay(edge).all;
    return this.moved(this.found[from.id] ?? NOT_YET, edge).all;
  }

  /**
   * Once more with what the customer had put aside taken up where a flow has ended; replies are
   * counted anew then. Answers whether that made anything heavier.
   */
  resume(): boolean {
    let isMore = false;
    for (const place of this.order) {
      if (place.kind !== 'end') continue;
      const { awake } = this.found[place.id] ?? NOT_YET;
      if (awake === NEVER) continue;
      const resumed = { ...awake, bubbles: 0 };
      for (const edge of place.edges) {
        if (edge.input.kind !== 'resumed') continue;
        if (this.meet(edge, place, { all: resumed, awake: resumed })) isMore = true;
      }
    }
    if (isMore) this.carry(this.order);
    return isMore;
  }

  /**
   * What the customer's messages lead to begins with nothing. What leads on comes first, then
   * repairs and what stays: of two ways as heavy the plainer one is shown.
   */
  private begin(places: readonly Place[], order: readonly Place[]): void {
    for (const isPlain of [true, false]) {
      let isMore = isPlain;
      for (const place of places) {
        for (const edge of waysFrom(place)) {
          if (isWithoutCustomer(edge.input) || edge.input.kind === 'resumed') continue;
          if (this.isPlain(edge, place) !== isPlain) continue;
          if (this.meet(edge, place, startOfWay(edge))) isMore = true;
        }
      }
      if (isMore) this.carry(order);
    }
  }

  private isPlain({ to, input }: Edge, { id }: Place): boolean {
    const isRepair = input.kind === 'command' || this.all.graph.place(to).kind === 'repair';
    return to !== id && !isRepair;
  }

  private carry(order: readonly Place[]): void {
    for (const place of order) {
      const found = this.found[place.id] ?? NOT_YET;
      if (found === NOT_YET) continue;
      for (const edge of place.waysAlone) this.meet(edge, place, this.moved(found, edge));
    }
  }

  private meet(edge: Edge, from: Place, before: Found): boolean {
    const known = this.found[edge.to] ?? NOT_YET;
    const all = done(before.all, edge.acts);
    const awake = done(before.awake, edge.acts);
    const isMore = isHeavier(all, known.all);
    if (!isMore && !isHeavier(awake, known.awake)) return false;

    const step = { from, edge };
    this.found[edge.to] = {
      all: isMore ? heavier(known.all, by(step, all)) : known.all,
      awake: heavier(known.awake, by(step, awake)),
    };
    return true;
  }

  /** The burden where a way's acts begin. */
  private moved({ all, awake }: Found, { input }: Edge): Found {
    if (isTimed(input)) {
      const later = { ...all, ms: all.ms + input.afterMs };
      return { all: later, awake: input.kind === 'silence' ? NEVER : later };
    }
    if (input.kind !== 'past') return { all, awake };

    const through = this.through.get(input.flow);
    return {
      all: past(all, through?.all ?? NO_WAY_THROUGH),
      awake: past(all, through?.awake ?? NO_WAY_THROUGH),
    };
  }

  /** What passing a flow adds; worked out with nothing but the flow's own places. */
  private findThrough(flow: string, own: readonly Place[]): void {
    const start = this.all.graph.id(startOf(flow));
    const end = this.all.graph.id(endOf(flow));
    const run = (first: Burden, withSeeds: boolean): Found => {
      for (const { id } of own) this.found[id] = NOT_YET;
      this.found[start] = { all: first, awake: first };
      if (withSeeds) this.begin(own, own);
      else this.carry(own);
      return this.found[end] ?? NOT_YET;
    };
    const carried = run(ONLY_TIME, false);
    const lane = run(ONLY_LANE, false);
    const since = run(NEVER, true);
    run(NEVER, false);
    const of = (part: keyof Found): Through => ({
      ...{ carried: carried[part], lane: lane[part].laneMs, own: since[part] },
    });
    this.through.set(flow, { all: of('all'), awake: of('awake') });
  }
}
