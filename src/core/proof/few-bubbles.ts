import { type Act, type Edge, isWithoutCustomer, type Place, waysFrom } from './graph/place.ts';
import type { Proof } from './proof.ts';
import { type ProofProblem, proofProblem } from './proof-problem.ts';
import type { Subject } from './subject.ts';

/** Messages in a row that a customer bears, where bot.yaml does not say it. */
const MOST_BUBBLES = 5;

/** No more bubbles in a row than a customer bears who does not write in between. */
export const fewBubblesInARow: Proof = (subject) => {
  const most = subject.all.botFile.patience?.bubbles ?? MOST_BUBBLES;
  const found = new Map<string, Heavy>();
  for (const from of subject.all.graph.places) {
    for (const edge of waysFrom(from)) {
      if (!edge.acts.some(isBubble)) continue;
      const { bubbles } = subject.heaviest.after(edge, from);
      if (bubbles <= most) continue;
      // The first that is too much: those after it only go on.
      const before = isWithoutCustomer(edge.input) ? subject.heaviest.at(from).bubbles : 0;
      const key = `${from.flow ?? ''}.${from.step ?? ''}`;
      if (before <= most && bubbles > (found.get(key)?.bubbles ?? 0)) {
        found.set(key, { edge, from, bubbles });
      }
    }
  }
  return [...found.values()].map((heavy) => tooManyBubbles(heavy, most, subject));
};

interface Heavy {
  readonly edge: Edge;
  readonly from: Place;
  readonly bubbles: number;
}

function isBubble({ kind }: Act): boolean {
  return kind === 'say' || kind === 'canvas';
}

function tooManyBubbles(
  { edge, from, bubbles }: Heavy,
  most: number,
  subject: Subject,
): ProofProblem {
  const before = isWithoutCustomer(edge.input) ? subject.heaviest.waysTo(from, 'bubbles') : [];
  const start = before[0]?.from ?? from;
  return proofProblem(
    { source: from.source, path: from.step === undefined ? from.path : ['steps', from.step] },
    {
      ...{ code: 'proof.too-many-bubbles', atKey: true },
      message: `Here the customer may get ${String(bubbles)} messages in a row without having written; ${String(most)} are what they bear`,
      cure: `Say it in fewer messages, ask something in between, or write \`patience: { bubbles: ${String(bubbles)} }\` in bot.yaml.`,
    },
    subject.chatTo(start.id, [...before, { from, edge }]),
  );
}
