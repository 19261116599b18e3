import { compileSource } from '#core/flow/compile-release.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import type { ReleaseSource } from '#core/flow/read/release-source.ts';

import { graphOf } from './graph/graph-of.ts';
import type { ProofProblem } from './proof-problem.ts';
import { type ProofName, PROOFS } from './proofs.ts';
import { Subject } from './subject.ts';
import { BOUNDS, type Bounds, tooBig } from './too-big.ts';

/** What was looked at, for whoever wants to know what a proof is worth. */
interface Figures {
  readonly flows: number;
  readonly steps: number;
  /** Where a conversation can be, and the ways between. */
  readonly places: number;
  readonly ways: number;
}

export interface Proved {
  /** All that is not so, proof by proof; empty where the release is proved. */
  readonly problems: readonly ProofProblem[];
  /** Flows too big to be looked at; they are among the problems too. */
  readonly tooBig: readonly string[];
  readonly figures: Figures;
  /** For each proof, how many problems it found; none at all where it was not tried. */
  readonly proofs: readonly { readonly name: ProofName; readonly problems: number }[];
}

export interface ProveOptions {
  readonly bounds?: Bounds;
  /** The same release compiled, where it is at hand; it is compiled once more where not. */
  readonly release?: CompiledRelease;
  /** Is told before each proof that it begins, for those who measure. */
  readonly begins?: (name: ProofName | 'graph') => void;
}

/**
 * Looks for whatever a checked release may do wrong to a customer, with a chat that shows it.
 *
 * What cannot be decided counts as both, so that nothing is passed that may happen; a problem may
 * be none where only a condition keeps it from happening. Time grows with the size of the release.
 *
 * A release beyond the bounds is not proved, and says so.
 */
export function proveRelease(source: ReleaseSource, options: ProveOptions = {}): Proved {
  const { bounds = BOUNDS, begins = () => undefined } = options;
  begins('graph');
  const big = tooBig(source, bounds);
  if (big.problems.length > 0) {
    return { ...big, proofs: [], figures: { ...sizeOf(source), places: 0, ways: 0 } };
  }

  const all = graphOf(source);
  const subject = new Subject(all, options.release ?? compileSource(source));
  const found = PROOFS.map(({ name, proof }) => {
    begins(name);
    return { name, problems: proof(subject) };
  });
  const { places } = all.graph;
  const ways = places.reduce((sum, place) => sum + place.ways.length, 0);
  return {
    problems: found.flatMap(({ problems }) => problems),
    tooBig: [],
    figures: { ...sizeOf(source), places: places.length, ways },
    proofs: found.map(({ name, problems }) => ({ name, problems: problems.length })),
  };
}

function sizeOf({ flows }: ReleaseSource): Pick<Figures, 'flows' | 'steps'> {
  const steps = flows.reduce((sum, { flow }) => sum + flow.steps.size, 0);
  return { flows: flows.length, steps };
}
