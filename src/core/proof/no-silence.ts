import { startOf } from './graph/flow-places.ts';
import {
  type Act,
  type Edge,
  type Input,
  isFromCustomer,
  isPassed,
  type Place,
  waysFrom,
} from './graph/place.ts';
import { surelySays } from './liquid/prints.ts';
import { MOST_CHATS, type Proof } from './proof.ts';
import { type ProofProblem, proofProblem } from './proof-problem.ts';
import { backwards } from './search/backwards.ts';
import type { Step } from './search/shortest-ways.ts';
import type { SlotSet } from './slots/slot-space.ts';
import type { Subject } from './subject.ts';

/**
 * Whatever a customer sends where the bot listens, something is said to them: at once, or as soon
 * as another system has answered. A question whose step says `silent: true` means it otherwise.
 */
export const noSilence: Proof = (subject) => {
  const mute = new MuteWays(subject);
  const problems: ProofProblem[] = [];
  const shown = new Set<string>();
  for (const place of subject.all.graph.places) {
    if (!listens(place) || !subject.isReached(place.id) || isMeant(place, subject)) continue;
    for (const edge of waysFrom(place)) {
      if (!isFromCustomer(edge.input) || !mute.isMute(edge, place)) continue;
      const key = `${place.flow ?? ''}.${place.step ?? ''} ${JSON.stringify(edge.input)}`;
      if (shown.has(key)) continue;
      shown.add(key);
      problems.push(problemAt(place, mute.waysOn(edge, place), problems.length, subject));
    }
  }
  return problems;
};

function listens({ kind }: Place): boolean {
  return kind === 'question' || kind === 'wait' || kind === 'rest' || kind === 'call';
}

function isMeant({ flow = '', step = '' }: Place, { all }: Subject): boolean {
  const found = all.flows.get(flow)?.steps.get(step);
  return found !== undefined && 'silent' in found && found.silent === true;
}

/** Where a way without a word leads: to where the bot waits again, or to the flow's end. */
interface Muteness {
  stops: boolean;
  ends: boolean;
}

/** Ways that may be taken without anything being said, found from where they stop backwards. */
class MuteWays {
  private readonly known: Muteness[];
  /** Flows after whose end nothing may be said either. */
  private readonly muteEnds = new Set<string>();
  private readonly saying = new Map<Edge, boolean>();

  constructor(private readonly subject: Subject) {
    this.known = subject.all.graph.places.map((place) => ({
      stops: !isPassedThrough(place),
      ends: place.kind === 'end',
    }));
    this.settle();
    this.settleEnds();
  }

  isMute(edge: Edge, from: Place): boolean {
    if (this.says(edge, from)) return false;
    const to = this.subject.all.graph.place(edge.to);
    const there = this.known[edge.to];
    if (edge.input.kind === 'past' && this.entryOf(edge.input.flow)?.ends !== true) return false;
    const ends = there?.ends === true && (to.flow === undefined || this.muteEnds.has(to.flow));
    return there?.stops === true || ends;
  }

  /** The way, and on from it without a word to where it stops. */
  waysOn(edge: Edge, from: Place): readonly Step[] {
    const steps: Step[] = [{ from, edge }];
    const seen = new Set<number>();
    let at = this.subject.all.graph.place(edge.to);
    while (isPassedThrough(at) && at.kind !== 'end' && !seen.has(at.id)) {
      seen.add(at.id);
      const here = at;
      const next = [...waysFrom(here)].find((way) => isFollowed(way) && this.isMute(way, here));
      if (next === undefined) break;
      steps.push({ from: here, edge: next });
      at = this.subject.all.graph.place(next.to);
    }
    return steps;
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

    const before = { ...own };
    for (const edge of waysFrom(place)) {
      const there = this.known[edge.to];
      if (there === undefined || !isFollowed(edge) || this.says(edge, place)) continue;
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
        if (this.isMute(edge, place)) this.muteEnds.add(flow);
      }
    }
  }

  private entryOf(flow: string): Muteness | undefined {
    return this.known[this.subject.all.graph.id(startOf(flow))];
  }

  private says(edge: Edge, from: Place): boolean {
    const known = this.saying.get(edge);
    if (known !== undefined) return known;

    const speaks = edge.acts.some(({ kind }) => kind === 'say' || kind === 'canvas');
    const sets = speaks ? this.subject.slotFlow.along(edge, from) : [];
    const says = edge.acts.some((act, at) => this.surelySays(act, from, sets[at] ?? 0n));
    this.saying.set(edge, says);
    return says;
  }

  private surelySays(act: Act, { flow }: Place, set: SlotSet): boolean {
    if (act.kind === 'canvas') return true;
    if (act.kind !== 'say') return false;

    const { space, made, trees } = this.subject.slots.of(flow);
    const isFull = (name: string): boolean => (set & space.bit(name)) !== 0n && !made.has(name);
    return act.variations.every(({ bubble: { text, image, document } }) => {
      if (image !== undefined || document !== undefined) return true;
      const texts = typeof text === 'string' ? [text] : Object.values(text ?? {});
      return texts.length > 0 && texts.every((each) => surelySays(trees.template(each), isFull));
    });
  }
}

function callersOf(places: readonly Place[]): ReadonlyMap<string, readonly number[]> {
  const callers = new Map<string, number[]>();
  for (const { id, edges } of places) {
    for (const { input } of edges) {
      if (input.kind === 'past') callers.set(input.flow, [...(callers.get(input.flow) ?? []), id]);
    }
  }
  return callers;
}

/** Places that somebody who has just written waits through. */
function isPassedThrough({ kind }: Place): boolean {
  return kind === 'passing' || kind === 'repair' || kind === 'call' || kind === 'end';
}

function isFollowed({ input: { kind } }: Edge): boolean {
  return (
    isPassed({ kind } as Edge['input']) ||
    kind === 'result' ||
    kind === 'failed' ||
    kind === 'timed-out'
  );
}

function problemAt(
  place: Place,
  ways: readonly Step[],
  index: number,
  subject: Subject,
): ProofProblem {
  const [first] = ways;
  const what = first === undefined ? '' : said(first.edge);
  const where = place.step === undefined ? '' : ` to "${place.step}"`;
  return proofProblem(
    place.step === undefined ? place : { source: place.source, path: ['steps', place.step] },
    {
      ...{ code: 'proof.no-reply', atKey: true },
      message: `${what}${where} may be followed by nothing that is said`,
      cure: 'Say something on every way from here, or write `silent: true` where it is meant.',
    },
    index < MOST_CHATS ? [...subject.chatTo(place.id, ways), '(and nothing is said)'] : [],
  );
}

/** What is answered by nothing, in words. */
function said({ input }: Edge): string {
  const known: Partial<Record<Input['kind'], string>> = {
    answer: 'An answer',
    media: 'A picture as an answer',
    unreadable: 'A picture or a voice message',
    keyword: "Another flow's keyword",
  };
  if (input.kind === 'option') return `The option "${input.id}"`;
  if (input.kind === 'invalid') {
    return `The ${ordinal(input.before + 1)} answer that is not understood`;
  }
  return known[input.kind] ?? 'What the customer writes';
}

function ordinal(count: number): string {
  return ['first', 'second', 'third'][count - 1] ?? `${String(count)}th`;
}
