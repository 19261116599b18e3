import type { Flow } from '#core/flow/model/flow.ts';
import { silencesOf } from '#core/flow/model/silence.ts';
import { isAsking } from '#core/flow/model/step.ts';
import type { Phrases } from '#core/flow/model/words.ts';
import type { ReleaseSource } from '#core/flow/read/release-source.ts';

import { type ProofProblem, proofProblem } from './proof-problem.ts';

/** What is still looked at. */
export interface Bounds {
  /** Places in one flow: a step has one, a question one for each attempt and silence. */
  readonly placesInAFlow: number;
  /** Places in all flows together. */
  readonly places: number;
  /** Keywords, times the kinds of slots that could take them for an answer. */
  readonly words: number;
}

/** About ten seconds of one core, and 500 MB. */
export const BOUNDS: Bounds = { placesInAFlow: 40_000, places: 250_000, words: 3_000_000 };

/**
 * The flows that would take too long: counted before anything is built.
 *
 * A release beyond the bounds is refused, not passed; the biggest flow is named.
 */
export function tooBig(
  source: ReleaseSource,
  bounds: Bounds,
): { readonly problems: readonly ProofProblem[]; readonly tooBig: readonly string[] } {
  const sizes = source.flows.map((each) => ({ ...each, places: placesIn(each.flow, source) }));
  const all = sizes.reduce((sum, { places }) => sum + places, 0);
  const [biggest] = [...sizes].sort((one, other) => other.places - one.places);
  const big = sizes.filter(({ places }) => places > bounds.placesInAFlow);
  const named = big.length === 0 && all > bounds.places && biggest !== undefined ? [biggest] : big;
  const problems = named.map(({ flow, source: file, places }) =>
    proofProblem(
      { source: file, path: ['flow'] },
      {
        code: 'proof.too-big',
        message: `"${flow.name}" is too big to be proved: it has ${String(places)} places, of ${String(all)} in all`,
        cure: `Divide it; ${String(bounds.placesInAFlow)} in a flow and ${String(bounds.places)} in all are looked at.`,
      },
      [],
    ),
  );
  const wordy = tooManyWords(source, bounds);
  return { problems: [...problems, ...wordy], tooBig: named.map(({ flow }) => flow.name) };
}

/** Attempts that a question allows where nothing says how many. */
const USUAL_ATTEMPTS = 3;

function placesIn({ steps }: Flow, { bot }: ReleaseSource): number {
  let places = 4;
  for (const step of steps.values()) {
    if (!isAsking(step)) {
      places += 2;
      continue;
    }
    const attempts = step.attempts ?? (step.invalid ?? bot.invalid)?.length ?? USUAL_ATTEMPTS;
    const silences = silencesOf(step.silence ?? bot.silence).length;
    const answers = step.kind === 'choose' ? step.options.length : 1;
    places += 1 + answers + (attempts + 1) * (silences + 1);
  }
  return places;
}

/** Each word that means something is tried as an answer of each kind of question. */
function tooManyWords(source: ReleaseSource, { words: most }: Bounds): readonly ProofProblem[] {
  const kinds = new Set<string>();
  let words = 0;
  for (const { flow } of source.flows) {
    words += countOf(flow.keywords);
    for (const slot of flow.slots.values()) {
      kinds.add(JSON.stringify({ ...slot, default: undefined }));
    }
  }
  if (words * kinds.size <= most) return [];
  const finding = {
    code: 'proof.too-big',
    message: `${String(words)} keywords and ${String(kinds.size)} kinds of answers are too many to be held against each other`,
    cure: 'Use the same patterns where the same is asked, and fewer keywords.',
  };
  return [proofProblem({ source: source.botSource, path: ['bot'] }, finding, [])];
}

function countOf(phrases: Phrases): number {
  const lists = Array.isArray(phrases) ? [phrases] : Object.values(phrases);
  return lists.reduce((sum, list) => sum + list.length, 0);
}
