import type { ProofProblem } from './proof-problem.ts';
import type { Subject } from './subject.ts';

/** Shows something of a whole release, or where it is not so. */
export type Proof = (subject: Subject) => readonly ProofProblem[];

/** Chats that are made for one proof; problems beyond them come without one, as chats take time. */
export const MOST_CHATS = 50;
