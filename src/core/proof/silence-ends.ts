import { durationOf } from './chat/chat-line.ts';
import { isWithoutCustomer, type Place } from './graph/place.ts';
import { MOST_CHATS, type Proof } from './proof.ts';
import { proofProblem } from './proof-problem.ts';
import { backwards } from './search/backwards.ts';
import type { Subject } from './subject.ts';

/** Where the customer says nothing any more, time alone ends the conversation or brings it to a person. */
export const silenceEnds: Proof = (subject) => {
  const { graph } = subject.all;
  const ending = endingPlaces(subject);
  const stuck = graph.places.filter(({ id }) => !ending.has(id) && subject.isReached(id));
  const roots = stuck.filter((place) => place.waysAlone.length === 0);
  const shown = new Set<string>();
  const first = (roots.length > 0 ? roots : stuck.slice(0, 1)).filter(
    ({ flow = '', step = '' }) => {
      const isNew = !shown.has(`${flow}.${step}`);
      shown.add(`${flow}.${step}`);
      return isNew;
    },
  );
  return first.map((place, index) => problemAt(place, index, subject));
};

/**
 * From the ends backwards: a place ends once all its ways without the customer do. What goes round
 * never comes to be one of them.
 */
function endingPlaces({ all: { graph } }: Subject): ReadonlySet<number> {
  const into = backwards(graph, ({ input }, from) => isWithoutCustomer(input) && !isOver(from));
  const open = new Map(graph.places.map((place) => [place.id, place.waysAlone.length]));
  const ending = new Set(graph.places.filter(isOver).map(({ id }) => id));
  for (const id of ending) {
    for (const from of into.get(id) ?? []) {
      const left = (open.get(from) ?? 0) - 1;
      open.set(from, left);
      if (left === 0) ending.add(from);
    }
  }
  return ending;
}

/** A repair that leads nowhere is one that no customer can come to. */
function isOver({ kind, edges }: Place): boolean {
  if (kind === 'repair') return edges.length === 0;
  return kind === 'rest' || kind === 'queue' || kind === 'agent' || kind === 'nobody';
}

const EXAMPLE_MS = 30 * 86_400_000;

function problemAt(place: Place, index: number, subject: Subject): ReturnType<typeof proofProblem> {
  const waits = place.waysAlone.length === 0;
  const chat = index < MOST_CHATS ? subject.chatTo(place.id) : [];
  return proofProblem(
    { source: place.source, path: ['steps', place.step ?? ''] },
    {
      ...{ code: 'proof.silence-never-ends', atKey: true },
      message: waits
        ? `Who does not answer "${place.step ?? ''}" is waited for for ever`
        : `From "${place.step ?? ''}" on, timers lead round and round while the customer is silent`,
      cure: waits
        ? 'Give it `silence: { after: 12h, goto: end }`, or bot.yaml one for all questions.'
        : 'Lead one of the silences to `end` or to a `handoff`.',
    },
    chat.length === 0 ? [] : [...chat, `(${durationOf(EXAMPLE_MS)} of silence, and still waiting)`],
  );
}
