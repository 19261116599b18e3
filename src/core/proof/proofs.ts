import { slotsAreSet } from './definite-assignment.ts';
import { fewBubblesInARow } from './few-bubbles.ts';
import { fewPrompts } from './few-prompts.ts';
import { noSilence } from './no-silence.ts';
import { oneOwner } from './one-owner.ts';
import type { Proof } from './proof.ts';
import { sensitiveStays } from './sensitive-data.ts';
import { silenceEnds } from './silence-ends.ts';
import { wayOut } from './way-out.ts';
import { withinLimits } from './within-limits.ts';
import { withinWindow } from './within-window.ts';
import { wordsAreHeard } from './words-are-heard.ts';

/** Everything that is proved of a release, in the order it is told. A new proof is a file and a line here. */
export const PROOFS = [
  { name: 'way out', says: 'every place leads to an end or a person', proof: wayOut },
  { name: 'silence ends', says: 'nobody is waited for for ever', proof: silenceEnds },
  { name: 'no silence', says: 'whatever is sent is answered', proof: noSilence },
  { name: '24 hours', says: 'free text leaves within the window', proof: withinWindow },
  { name: 'slots are set', says: 'nothing reads a slot that may be unset', proof: slotsAreSet },
  { name: 'sensitive data', says: 'it leaves only where a step reveals it', proof: sensitiveStays },
  { name: 'words', says: 'keywords, options and answers mean what they say', proof: wordsAreHeard },
  { name: 'limits', says: 'no text is longer than WhatsApp takes', proof: withinLimits },
  { name: 'bubbles', says: 'not too many come in a row', proof: fewBubblesInARow },
  { name: 'prompts', says: 'nobody is asked again and again', proof: fewPrompts },
  { name: 'one owner', says: 'one at a time has the conversation', proof: oneOwner },
] as const satisfies readonly {
  readonly name: string;
  /** What is so of a release that has no problem of this kind. */
  readonly says: string;
  readonly proof: Proof;
}[];

export type ProofName = (typeof PROOFS)[number]['name'];
