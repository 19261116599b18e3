import type { Problem } from '#core/flow/problem.ts';
import type { Finding } from '#core/flow/read/source.ts';

import type { Written } from './graph/place.ts';

/** Something that is not as it has to be, with the chat that shows it. */
export interface ProofProblem extends Problem {
  /**
   * The shortest chat that comes to it, a line a turn: `customer: …`, `bot: …`, and in brackets what
   * else happens. Empty where no chat shows it, or it was not made for want of room.
   */
  readonly chat: readonly string[];
}

/** A problem where something is written; where that is in no file, at the head of bot.yaml. */
export function proofProblem(
  { source, path }: Written,
  finding: Omit<Finding, 'path'>,
  chat: readonly string[],
): ProofProblem {
  const problem = source?.problem({ ...finding, path }) ?? {
    ...{ code: finding.code, file: 'bot.yaml', line: 1, column: 1 },
    ...{ message: finding.message, cure: finding.cure },
  };
  return { ...problem, chat };
}
