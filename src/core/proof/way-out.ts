import type { Edge, Place } from './graph/place.ts';
import type { Proof } from './proof.ts';
import { proofProblem } from './proof-problem.ts';
import { backwards } from './search/backwards.ts';
import type { Subject } from './subject.ts';

/**
 * Every place that can be reached can reach an end or a person by what the flow itself says:
 * without commands, other flows' keywords, and the repair that every bot has built in.
 */
export const wayOut: Proof = (subject) => {
  const { graph } = subject.all;
  const free = placesThatLeave(subject);
  const traps = new Map<string, Place>();
  for (const place of graph.places) {
    if (free.has(place.id) || place.step === undefined || !subject.isReached(place.id)) continue;
    const known = traps.get(place.flow ?? '');
    // The first place of the trap that a customer comes to shows it best.
    if (known === undefined || costTo(place, subject) < costTo(known, subject)) {
      traps.set(place.flow ?? '', place);
    }
  }
  return [...traps.values()].map((place) => problemAt(place, subject));
};

/** Where the customer is asked something, they see that they are trapped. */
function costTo({ id, kind }: Place, { ways }: Subject): number {
  return ways.costTo(id) + (kind === 'question' ? 0 : 0.5);
}

function placesThatLeave({ all: { graph } }: Subject): ReadonlySet<number> {
  const into = backwards(graph, counts);
  const free = new Set(graph.places.filter(isOut).map(({ id }) => id));
  for (const id of free) for (const from of into.get(id) ?? []) free.add(from);
  return free;
}

function isOut({ kind }: Place): boolean {
  return kind === 'end' || kind === 'queue' || kind === 'rest';
}

function counts({ origin, input }: Edge): boolean {
  // Being in a sub-flow is no way out of its caller; coming back from it is.
  return origin === 'flow' && input.kind !== 'into';
}

function problemAt(place: Place, subject: Subject): ReturnType<typeof proofProblem> {
  const step = place.step ?? '';
  return proofProblem(
    { source: place.source, path: place.step === undefined ? place.path : ['steps', place.step] },
    {
      ...{ code: 'proof.no-way-out', atKey: true },
      message: `From "${step}" on, nothing that this flow says leads to an end or to a person`,
      cure: 'Lead one of its ways to `end` or to a `handoff`, as an option that says "no, thanks".',
    },
    [...subject.chatTo(place.id), '(whatever is answered, the flow comes back to its questions)'],
  );
}
