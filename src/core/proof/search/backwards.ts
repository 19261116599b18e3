import type { ControlGraph } from '../graph/control-graph.ts';
import { type Edge, type Place, waysFrom } from '../graph/place.ts';

/** For each place those that lead to it by ways of a kind, as often as there are such ways. */
export function backwards(
  { places }: Pick<ControlGraph, 'places'>,
  counts: (edge: Edge, from: Place) => boolean,
): ReadonlyMap<number, readonly number[]> {
  const into = new Map<number, number[]>();
  for (const place of places) {
    for (const edge of waysFrom(place)) {
      if (!counts(edge, place)) continue;
      const known = into.get(edge.to);
      if (known === undefined) into.set(edge.to, [place.id]);
      else known.push(place.id);
    }
  }
  return into;
}
