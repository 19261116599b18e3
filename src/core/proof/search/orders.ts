import type { ControlGraph } from '../graph/control-graph.ts';
import type { Place } from '../graph/place.ts';

type Graph = Pick<ControlGraph, 'places'>;

/** Places so that ways without the customer lead forwards; those on a round, and behind it, are left out. */
export function forwards({ places }: Graph): readonly Place[] {
  const open = new Int32Array(places.length);
  const count = (id: number, more: 1 | -1): number => {
    const left = (open[id] ?? 0) + more;
    open[id] = left;
    return left;
  };
  for (const { waysAlone } of places) for (const { to } of waysAlone) count(to, 1);

  const order = places.filter(({ id }) => open[id] === 0);
  for (const { waysAlone } of order) {
    for (const { to } of waysAlone) {
      const next = places[to];
      if (count(to, -1) === 0 && next !== undefined) order.push(next);
    }
  }
  return order;
}

/** Flows that are called, so that each comes after those that it calls itself. */
export function calledFirst({ places }: Graph): readonly string[] {
  const calls = new Map<string, Set<string>>();
  for (const { edges, flow = '' } of places) {
    for (const { input } of edges) {
      if (input.kind === 'past') calls.set(flow, (calls.get(flow) ?? new Set()).add(input.flow));
    }
  }
  const seen = new Set<string>();
  const sorted: string[] = [];
  const visit = (flow: string): void => {
    if (seen.has(flow)) return;
    seen.add(flow);
    for (const next of calls.get(flow) ?? []) visit(next);
    sorted.push(flow);
  };
  for (const called of calls.values()) called.forEach(visit);
  return sorted;
}

/** Places by their flow, in the same order. */
export function placesByFlow(places: readonly Place[]): ReadonlyMap<string, readonly Place[]> {
  const found = new Map<string, Place[]>();
  for (const place of places) {
    const own = found.get(place.flow ?? '');
    if (own === undefined) found.set(place.flow ?? '', [place]);
    else own.push(place);
  }
  return found;
}
