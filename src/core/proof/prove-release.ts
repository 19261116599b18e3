import type { ReleaseSource } from '#core/flow/read/release-source.ts';

import { slotsAreSet } from './definite-assignment.ts';
import { fewBubblesInARow } from './few-bubbles.ts';
import { fewPrompts } from './few-prompts.ts';
import { graphOf } from './graph/graph-of.ts';
import { noSilence } from './no-silence.ts';
import type { Proof } from './proof.ts';
import type { ProofProblem } from './proof-problem.ts';
import { sensitiveStays } from './sensitive-data.ts';
import { silenceEnds } from './silence-ends.ts';
import { Subject } from './subject.ts';
import { wayOut } from './way-out.ts';
import { withinWindow } from './within-window.ts';

/** What is proved, and what it says of a release that passes. */
const PROOFS: readonly { readonly name: string; readonly says: string; readonly proof: Proof }[] = [
  { name: 'way out', says: 'every place leads to an end or a person', proof: wayOut },
  { name: 'silence ends', says: 'who says nothing is not waited for for ever', proof: silenceEnds },
  { name: 'no silence', says: 'whatever is sent is answered', proof: noSilence },
  { name: '24 hours', says: 'free text leaves within the window', proof: withinWindow },
  { name: 'slots are set', says: 'nothing reads a slot that may be unset', proof: slotsAreSet },
  { name: 'sensitive data', says: 'it leaves where a step reveals it', proof: sensitiveStays },
  { name: 'bubbles', says: 'few come in a row', proof: fewBubblesInARow },
  { name: 'prompts', says: 'nobody is asked again and again', proof: fewPrompts },
];

export function proveRelease(source: ReleaseSource): readonly ProofProblem[] {
  const subject = new Subject(graphOf(source));
  return PROOFS.flatMap(({ proof }) => proof(subject));
}
