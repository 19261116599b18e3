import { WINDOW_MS } from '#core/conversation/window.ts';

import { chatAlong } from './chat/chat-along.ts';
import { durationOf } from './chat/chat-line.ts';
import { type Act, isTimed, type Place, waysFrom } from './graph/place.ts';
import { MOST_CHATS, type Proof } from './proof.ts';
import { type ProofProblem, proofProblem } from './proof-problem.ts';
import { done, type Trace, waysOf } from './search/burden.ts';
import { HeaviestWays } from './search/heaviest-ways.ts';
import type { Subject } from './subject.ts';

/** Flows that can lie beneath one another for the customer's sake. */
const MOST_ASIDES = 3;

/**
 * No free text leaves later than the 24 hours after the customer's last message, less five minutes,
 * however long timers, pauses and other systems take, and whatever the customer had put aside that
 * goes on then. Approved templates and Canvases may.
 *
 * A message of the customer's is taken to come when the replies before it have left.
 *
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-messages
 */
export const withinWindow: Proof = (subject) => {
  const found = new Map<string | number, Late>();
  const heaviest = new HeaviestWays(subject.all, subject.heaviest);
  lateBubbles(subject, heaviest, found);
  for (let asides = 0; asides < MOST_ASIDES && heaviest.resume(); asides += 1) {
    lateBubbles(subject, heaviest, found);
  }
  return [...found.values()].map((late, index) => problemOf(late, index, subject));
};

type Say = Extract<Act, { readonly kind: 'say' }>;

/** A bubble that is said too late, and by which ways. */
interface Late {
  readonly act: Say;
  readonly ms: number;
  readonly trace: Trace;
}

/** Each bubble the first time it is found: with the fewest flows put aside. */
function lateBubbles(
  subject: Subject,
  heaviest: HeaviestWays,
  found: Map<string | number, Late>,
): void {
  const before = new Set(found.keys());
  for (const from of subject.all.graph.places) {
    for (const edge of waysFrom(from)) {
      const burden = heaviest.before(edge, from);
      if (done(burden, edge.acts).laneMs <= WINDOW_MS) continue;
      edge.acts.forEach((act, at) => {
        if (act.kind !== 'say' || act.variations.every(({ isTemplate }) => isTemplate)) return;
        const { laneMs: ms, laneBy } = done(burden, edge.acts, at + 1);
        if (ms <= WINDOW_MS) return;
        const acts = edge.acts.slice(0, at + 1);
        const trace = { step: { from, edge: { ...edge, acts } }, before: laneBy };
        // Everything that goes on after one step has one cause.
        const key = endedBefore(trace)?.id ?? placeOf(act);
        if (before.has(key) || ms <= (found.get(key)?.ms ?? 0)) return;
        found.set(key, { act, ms, trace });
      });
    }
  }
}

/** A question is said by several ways, and is written once. */
function placeOf({ variations }: Say): string {
  const { source, path } = variations[0] ?? { source: undefined, path: [] };
  return `${source?.file ?? ''} ${path.join('.')}`;
}

function problemOf({ act, ms, trace }: Late, index: number, subject: Subject): ProofProblem {
  const late = durationOf(ms);
  const chat = index < MOST_CHATS ? chatAlong(trace, subject) : [];
  const ended = endedBefore(trace);
  if (ended !== undefined) {
    return proofProblem(
      { source: ended.source, path: ['steps', ended.step ?? ''] },
      {
        ...{ code: 'proof.outside-window', atKey: true },
        message: `When the flow ends after this, what the customer had put aside goes on by free text, up to ${late} after they last wrote; WhatsApp takes it for 24 hours`,
        cure: 'Wait less here, end with a `handoff`, or ask something at the end: what silence closes is not followed by what was put aside.',
      },
      chat,
    );
  }
  const bubble = act.variations.find(({ isTemplate }) => !isTemplate);
  return proofProblem(
    bubble?.source === undefined ? trace.step.from : bubble,
    {
      code: 'proof.outside-window',
      message: `This may leave ${late} after the customer last wrote, and WhatsApp takes free text for 24 hours (5 minutes are kept in hand)`,
      cure: 'Say it earlier, or by a layout whose campaign carries an approved template (`template: true`).',
    },
    chat,
  );
}

/** The step where time passed last before something put aside went on. */
function endedBefore(trace: Trace): Place | undefined {
  const ways = waysOf(trace);
  const resumed = ways.findLastIndex(({ edge }) => edge.input.kind === 'resumed');
  return ways.slice(0, Math.max(0, resumed)).findLast(({ edge }) => isTimed(edge.input))?.from;
}
