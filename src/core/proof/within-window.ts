import { WINDOW_MS } from '#core/conversation/window.ts';

import { durationOf } from './chat/chat-line.ts';
import { type Act, type Edge, isWithoutCustomer, type Place, waysFrom } from './graph/place.ts';
import { MOST_CHATS, type Proof } from './proof.ts';
import { type ProofProblem, proofProblem } from './proof-problem.ts';
import type { Subject } from './subject.ts';

type Say = Extract<Act, { readonly kind: 'say' }>;

/**
 * No free text leaves later than the 24 hours after the customer's last message, less five minutes,
 * however long timers, pauses and other systems take. Approved templates and Canvases may.
 *
 * A message of the customer's is taken to come when the replies before it have left.
 *
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-messages
 */
export const withinWindow: Proof = (subject) => {
  const found = new Map<Act, Late>();
  for (const from of subject.all.graph.places) {
    for (const edge of waysFrom(from)) {
      edge.acts.forEach((act, at) => {
        if (act.kind !== 'say' || act.variations.every(({ isTemplate }) => isTemplate)) return;
        const { laneMs } = subject.heaviest.after(edge, from, at + 1);
        if (laneMs <= WINDOW_MS || laneMs <= (found.get(act)?.ms ?? 0)) return;
        found.set(act, { act, edge, from, at, ms: laneMs });
      });
    }
  }
  return [...found.values()].map((late, index) => problemOf(late, index, subject));
};

/** A bubble that is said too late, and how late. */
interface Late {
  readonly act: Say;
  readonly edge: Edge;
  readonly from: Place;
  readonly at: number;
  readonly ms: number;
}

function problemOf(
  { act, edge, from, ms, at }: Late,
  index: number,
  subject: Subject,
): ProofProblem {
  const bubble = act.variations.find(({ isTemplate }) => !isTemplate);
  const where = bubble?.source === undefined ? { source: from.source, path: from.path } : bubble;
  const late = durationOf(ms);
  return proofProblem(
    where,
    {
      code: 'proof.outside-window',
      message: `This may leave ${late} after the customer last wrote, and WhatsApp takes free text for 24 hours (5 minutes are kept in hand)`,
      cure: 'Say it earlier, or by a layout whose campaign carries an approved template (`template: true`).',
    },
    index < MOST_CHATS ? chatOf({ edge, from, at }, subject) : [],
  );
}

function chatOf(
  { edge, from, at }: Pick<Late, 'edge' | 'from' | 'at'>,
  subject: Subject,
): readonly string[] {
  const then = { from, edge: { ...edge, acts: edge.acts.slice(0, at + 1) } };
  const { ms, laneMs } = subject.heaviest.at(from);
  // What made it late: the time until here, or the pauses of the replies before it.
  const part = laneMs > ms ? 'laneMs' : 'ms';
  const before = isWithoutCustomer(edge.input) ? subject.heaviest.waysTo(from, part) : [];
  const start = before[0]?.from ?? from;
  return subject.chatTo(start.id, [...before, then]);
}
