import type { Flow } from '#core/flow/model/flow.ts';
import { silencesOf } from '#core/flow/model/silence.ts';
import { isAsking } from '#core/flow/model/step.ts';
import type { ReleaseSource } from '#core/flow/read/release-source.ts';

import { type ProofProblem, proofProblem } from './proof-problem.ts';

/** What is still looked at. */
export interface Bounds {
  /** Places in one flow: a step has one, a question one for each attempt and silence. */
  readonly placesInAFlow: number;
  /** Places in all flows together. */
  readonly places: number;
  /** Words that a customer may say, times the questions that would take them for an answer. */
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
  return { problems, tooBig: named.map(({ flow }) => flow.name) };
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
