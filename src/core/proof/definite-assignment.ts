import { LINE, MAYBE_OF_THE_LINE } from '#core/flow/model/line.ts';
import type { Path } from '#core/flow/read/source.ts';

import { chatWith } from './chat/chat-with.ts';
import { type Act, type Edge, type Place, waysFrom, type Written } from './graph/place.ts';
import { conditionNeeds, needsOf, setWhen } from './liquid/needs.ts';
import { Trees } from './liquid/trees.ts';
import { MOST_CHATS, type Proof } from './proof.ts';
import { type ProofProblem, proofProblem } from './proof-problem.ts';
import { textsIn } from './slots/texts-in.ts';
import type { Subject } from './subject.ts';

/** What is not known of a line where nobody is there; a slot of that name is the author's own. */
const MAYBE: ReadonlySet<string> = new Set(MAYBE_OF_THE_LINE.map((part) => `${LINE}.${part}`));

/** A slot that has to be set where it is read. */
interface Need extends Written {
  readonly slot: string;
  readonly what: string;
}

/** What is printed, compared, written or handed over is set on every way that leads there. */
export const slotsAreSet: Proof = (subject) => {
  const found = new Map<string, { readonly first: Lacking; readonly places: Set<string> }>();
  const needs = new Needs(subject.slots.trees);
  for (const place of subject.all.graph.places) {
    const { space } = subject.slots.of(place.flow);
    for (const edge of waysFrom(place)) {
      const sets = subject.slotFlow.along(edge, place);
      if (sets.length === 0) continue;
      const lacking = (need: Need, at: number): boolean => {
        const own = space.bit(LINE);
        const bit = need.slot.startsWith(`${LINE}.`) ? own : space.bit(need.slot);
        if (own === 0n && MAYBE.has(need.slot)) return true;
        return bit !== 0n && ((sets[at] ?? 0n) & bit) === 0n;
      };
      needs
        .ofBranch(edge, place)
        .filter((need) => lacking(need, 0))
        .forEach(add(edge, place));
      edge.acts.forEach((act, at) => {
        needs
          .of(act)
          .filter((need) => lacking(need, at))
          .forEach(add(edge, place));
      });
    }
  }
  return [...found.values()].map(({ first, places }, index) => {
    return problemAt(first, { others: places.size - 1, isShown: index < MOST_CHATS }, subject);
  });

  /** A slot that may be unset once is mostly so in many places: they have one cause. */
  function add(edge: Edge, place: Place): (need: Need) => void {
    return (need) => {
      const key = `${place.flow ?? ''} ${need.slot}`;
      const known = found.get(key) ?? { first: { need, edge, place }, places: new Set() };
      known.places.add(`${need.source?.file ?? ''} ${need.path.join('.')}`);
      found.set(key, known);
    };
  }
};

/** What acts need to be set; each is looked at once. */
class Needs {
  private readonly known = new Map<Act, readonly Need[]>();

  constructor(private readonly trees: Trees) {}

  of(act: Act): readonly Need[] {
    const known = this.known.get(act);
    if (known !== undefined) return known;

    const needs = textsIn(act).flatMap(({ text, source, path, to }) =>
      Trees.isPlain(text)
        ? []
        : [...needsOf(this.trees.template(text))].map((slot) => ({ slot, source, path, what: to })),
    );
    this.known.set(act, needs);
    return needs;
  }

  ofBranch({ input }: Edge, { source, path }: Place): readonly Need[] {
    if (input.kind !== 'branch' || input.when === undefined) return [];
    const known = new Set(
      input.before.flatMap((when) => [...setWhen(this.trees.condition(when), false)]),
    );
    const needs = conditionNeeds(this.trees.condition(input.when), known);
    const at: Path = [...path, 'decide', input.before.length, 'when'];
    return [...needs].map((slot) => ({ slot, source, path: at, what: 'a condition' }));
  }
}

/** Where a need is not met, the first time it was found. */
interface Lacking {
  readonly need: Need;
  readonly edge: Edge;
  readonly place: Place;
}

function problemAt(
  { need: { slot, what, ...written }, edge, place }: Lacking,
  { others, isShown }: { readonly others: number; readonly isShown: boolean },
  subject: Subject,
): ProofProblem {
  const more =
    others === 0 ? '' : ` (and in ${String(others)} more place${others === 1 ? '' : 's'})`;
  return proofProblem(
    written,
    {
      code: 'proof.slot-may-be-unset',
      message: `"${slot}" may not be set when ${what} reads it here${more}`,
      cure: `Ask for it on every way here, put \`{% if ${slot} %}\` around it, or give it another value: \`{{ ${slot} | default: "…" }}\`.`,
    },
    isShown ? chatWith({ slot, isSet: false, step: { from: place, edge } }, subject) : [],
  );
}
