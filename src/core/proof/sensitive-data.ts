import { chatWith } from './chat/chat-with.ts';
import { type Act, type Edge, type Place, waysFrom } from './graph/place.ts';
import { printedBy } from './liquid/prints.ts';
import { Trees } from './liquid/trees.ts';
import { MOST_CHATS, type Proof } from './proof.ts';
import { type ProofProblem, proofProblem } from './proof-problem.ts';
import { type FoundText, textsIn } from './slots/texts-in.ts';
import type { Subject } from './subject.ts';

/**
 * What a sensitive slot holds leaves by no reply, write-back, call, Canvas or reason, not by way of
 * other slots and flows either, but where the step names the slot under `reveal`.
 *
 * What can be told from the way that a condition takes is not looked at.
 */
export const sensitiveStays: Proof = (subject) => {
  const acts = actsOf(subject);
  const tainted = taintedSlots(acts, subject);
  const found = new Map<string, () => ProofProblem>();
  for (const { act, place, edge } of acts) {
    for (const text of leavingTexts(act)) {
      for (const slot of printedBy(subject.slots.trees.template(text.text))) {
        const origin = tainted.get(subject.slots.keyOf(place.flow ?? '', slot));
        if (origin === undefined || isRevealed(slot, origin, place, subject)) continue;
        const key = `${text.source?.file ?? ''} ${text.path.join('.')} ${slot}`;
        if (found.has(key) || !subject.isReached(place.id)) continue;
        const isShown = found.size < MOST_CHATS;
        const chat = (): readonly string[] =>
          isShown ? chatWith({ slot, isSet: true, step: { from: place, edge } }, subject) : [];
        found.set(key, () => problemOf(text, slot, origin, chat()));
      }
    }
  }
  return [...found.values()].map((make) => make());
};

interface FoundAct {
  readonly act: Act;
  readonly place: Place;
  readonly edge: Edge;
}

function actsOf({ all }: Subject): readonly FoundAct[] {
  const seen = new Set<Act>();
  const found: FoundAct[] = [];
  for (const place of all.graph.places) {
    for (const edge of waysFrom(place)) {
      for (const act of edge.acts) {
        if (seen.has(act)) continue;
        seen.add(act);
        found.push({ act, place, edge });
      }
    }
  }
  return found;
}

/** Slots that may hold what a sensitive one did, and the name of that one. */
function taintedSlots(acts: readonly FoundAct[], subject: Subject): ReadonlyMap<string, string> {
  const { slots, all } = subject;
  const tainted = new Map<string, string>();
  for (const flow of ['', ...all.flows.keys()]) {
    const { space } = slots.of(flow);
    for (const name of space.names()) {
      if (space.slot(name)?.sensitive === true) tainted.set(slots.keyOf(flow, name), name);
    }
  }
  const passed = acts.flatMap(({ act, place }) => passings(act, place.flow ?? '', subject));
  const from = new Map<string, string[]>();
  for (const [source, target] of passed) from.set(source, [...(from.get(source) ?? []), target]);
  for (const [key, origin] of tainted) {
    for (const target of from.get(key) ?? []) if (!tainted.has(target)) tainted.set(target, origin);
  }
  return tainted;
}

/** From which slot to which an act hands something. */
function passings(
  act: Act,
  flow: string,
  { slots }: Subject,
): readonly (readonly [string, string])[] {
  if (act.kind === 'take') {
    return Object.entries(act.save).map(
      ([mine, theirs]) => [slots.keyOf(act.flow, theirs), slots.keyOf(flow, mine)] as const,
    );
  }
  if (act.kind !== 'set' && act.kind !== 'give') return [];
  const to = act.kind === 'give' ? act.flow : flow;
  return textsIn(act).flatMap(({ text, slot = '' }) =>
    [...printedBy(slots.trees.template(text))].map(
      (source) => [slots.keyOf(flow, source), slots.keyOf(to, slot)] as const,
    ),
  );
}

function leavingTexts(act: Act): readonly FoundText[] {
  if (act.kind === 'set' || act.kind === 'give') return [];
  return textsIn(act).filter(({ text }) => !Trees.isPlain(text));
}

/** By the name that is printed, or by the one that was sensitive first. */
function isRevealed(
  slot: string,
  origin: string,
  { flow = '', step = '' }: Place,
  { all }: Subject,
): boolean {
  const found = all.flows.get(flow)?.steps.get(step);
  const names = found !== undefined && 'reveal' in found ? (found.reveal ?? []) : [];
  return names.includes(slot) || names.includes(origin);
}

function problemOf(
  { source, path, to }: FoundText,
  slot: string,
  origin: string,
  chat: readonly string[],
): ProofProblem {
  const by =
    slot === origin
      ? `"${slot}" is sensitive`
      : `"${slot}" may hold what "${origin}" did, which is sensitive`;
  return proofProblem(
    { source, path },
    {
      code: 'proof.sensitive-leaves',
      message: `${by}, and here it leaves by ${to}`,
      cure: `Leave it out, or write \`reveal: [${slot}]\` in this step where it is meant.`,
    },
    chat,
  );
}
