import { chatAlong } from './chat/chat-along.ts';
import { type Place, waysFrom } from './graph/place.ts';
import { MOST_CHATS, type Proof } from './proof.ts';
import { type ProofProblem, proofProblem } from './proof-problem.ts';
import { done, type Trace } from './search/burden.ts';
import type { Subject } from './subject.ts';

/** Messages in a row that a customer bears, where bot.yaml does not say it. */
const MOST_BUBBLES = 5;

/**
 * No more messages in a row than a customer bears who does not write in between. What is built in
 * is not counted, nor what came before something put aside goes on.
 */
export const fewBubblesInARow: Proof = (subject) => {
  const most = subject.all.botFile.patience?.bubbles ?? MOST_BUBBLES;
  const { heaviest } = subject;
  const found = new Map<string, Heavy>();
  for (const from of subject.all.graph.places) {
    // The first that is too much: those after it only go on.
    if (heaviest.at(from).bubbles > most) continue;
    for (const edge of waysFrom(from)) {
      const { bubbles, bubblesBy } = done(heaviest.before(edge, from), edge.acts);
      const key = `${from.flow ?? ''}.${from.step ?? ''}`;
      if (bubbles <= most || bubbles <= (found.get(key)?.bubbles ?? 0)) continue;
      found.set(key, { from, bubbles, trace: { step: { from, edge }, before: bubblesBy } });
    }
  }
  return [...found.values()].map((heavy, index) => problemOf(heavy, { most, index }, subject));
};

interface Heavy {
  readonly from: Place;
  readonly bubbles: number;
  readonly trace: Trace;
}

function problemOf(
  { from, bubbles, trace }: Heavy,
  { most, index }: { readonly most: number; readonly index: number },
  subject: Subject,
): ProofProblem {
  const count = String(bubbles);
  return proofProblem(
    { source: from.source, path: from.step === undefined ? from.path : ['steps', from.step] },
    {
      ...{ code: 'proof.too-many-bubbles', atKey: true },
      message: `Here the customer may get ${count} messages in a row without having written; ${String(most)} are what they bear`,
      cure: `Say it in fewer messages, ask something in between, or write \`patience: { bubbles: ${count} }\` in bot.yaml.`,
    },
    index < MOST_CHATS ? chatAlong(trace, subject) : [],
  );
}
