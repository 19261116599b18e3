import { type Edge, isWithoutCustomer, type Place, waysFrom } from './graph/place.ts';
import { MOST_CHATS, type Proof } from './proof.ts';
import { type ProofProblem, proofProblem } from './proof-problem.ts';
import type { Step } from './search/shortest-ways.ts';
import type { Subject } from './subject.ts';

/** How often in a row a customer bears to be asked again, where bot.yaml does not say it. */
const MOST_PROMPTS = 3;

/**
 * Nobody is asked again and again: who is not understood is asked so often in a row at most before
 * they are with a person, at an end, or were understood. Silence in between begins the count anew.
 */
export const fewPrompts: Proof = (subject) => {
  const most = subject.all.botFile.patience?.prompts ?? MOST_PROMPTS;
  const found = askedTooOften(subject, most);
  return found.map((ways, index) => problemOf(ways, { most, index }, subject));
};

/** Ways of answers that were not understood, the last first. */
interface Asked {
  readonly step: Step;
  readonly count: number;
  readonly before: Asked | undefined;
}

/**
 * Follows what is not understood from place to place, and counts how often a question comes of it.
 * A round is followed until it is too much, so it ends.
 */
function askedTooOften(subject: Subject, most: number): readonly Asked[] {
  const { graph } = subject.all;
  const counts = new Map<number, number>();
  const found = new Map<string, Asked>();
  const queue: Asked[] = [];
  const climb = (from: Place, edge: Edge, before: Asked | undefined): void => {
    const to = graph.place(edge.to);
    const count = (before?.count ?? 0) + promptsOf(edge, to, from);
    const asked = { step: { from, edge }, count, before };
    if (count > most) {
      const key = `${to.flow ?? ''}.${to.step ?? ''}`;
      if (!found.has(key) && subject.isReached(from.id)) found.set(key, asked);
      return;
    }
    // Where no question was open, another one is something new, and the count begins with it.
    if (to.kind === 'rest' || to.kind === 'queue' || edge.input.kind === 'no-match') return;
    if (count < (counts.get(to.id) ?? 0) || (counts.has(to.id) && count === counts.get(to.id))) {
      return;
    }
    counts.set(to.id, count);
    queue.push(asked);
  };
  for (const from of graph.places) {
    for (const edge of waysFrom(from)) if (isRefusal(edge)) climb(from, edge, undefined);
  }
  for (const asked of queue) {
    const from = graph.place(asked.step.edge.to);
    if ((counts.get(from.id) ?? 0) > asked.count) continue; // It was come to after more.
    for (const edge of waysFrom(from)) {
      if (isRefusal(edge) || isFollowed(edge)) climb(from, edge, asked);
    }
  }
  return [...found.values()];
}

/** What happens by itself once somebody was not understood, be it that another system is asked first. */
function isFollowed({ input }: Edge): boolean {
  return isWithoutCustomer(input) && input.kind !== 'silence';
}

function isRefusal({ input: { kind } }: Edge): boolean {
  return kind === 'invalid' || kind === 'no-match';
}

/** A question that is asked again, or another one; where none is open, the rung tells how often it was. */
function promptsOf({ input }: Edge, to: Place, from: Place): number {
  if (input.kind === 'no-match') return input.before + (to.id === from.id ? 1 : 0);
  return to.kind === 'question' ? 1 : 0;
}

function problemOf(
  asked: Asked,
  { most, index }: { readonly most: number; readonly index: number },
  subject: Subject,
): ProofProblem {
  const ways: Step[] = [];
  for (let at: Asked | undefined = asked; at !== undefined; at = at.before) ways.push(at.step);
  ways.reverse();
  const last = subject.all.graph.place(asked.step.edge.to);
  const start = ways[0]?.from ?? last;
  return proofProblem(
    { source: last.source, path: last.step === undefined ? last.path : ['steps', last.step] },
    {
      ...{ code: 'proof.too-many-prompts', atKey: true },
      message: `Who is not understood is asked again more than ${String(most)} times in a row`,
      cure: `Bring them to a person or to an end sooner, or write \`patience: { prompts: ${String(asked.count)} }\` in bot.yaml.`,
    },
    index < MOST_CHATS ? subject.chatTo(start.id, ways) : [],
  );
}
