import { z } from 'zod';

import { Say } from '../bubble.ts';
import { Exit } from '../exit.ts';
import { Ladder, Target } from '../ladder.ts';
import { Silence } from '../silence.ts';
import { Reveal } from '../slot.ts';
import { Stale } from '../stale.ts';
import { Name } from '../words.ts';
import { Write } from '../write.ts';

/** Asks for the value of a slot and waits for it. */
export const AskStep = z.strictObject({
  ask: Name,
  say: Say,
  invalid: Ladder.optional(),
  silence: Silence.optional(),
  /** Whether another flow's keyword may take the customer away from here. */
  interrupt: z.boolean().optional(),
  /** It is meant that what the customer sends here may be followed by nothing. */
  silent: z.literal(true).optional(),
  /** After so many answers that were not accepted, a person takes over. */
  attempts: z.int().min(1).max(10).optional(),
  /** Whether a picture or a file is an answer: its address then stands in the slot. */
  media: z.enum(['accept', 'refuse']).optional(),
  /** Where it goes on when what was said here did not reach the customer, and they are still here. */
  undelivered: Exit.optional(),
  /** When what is said here is no longer said, because it could not leave in time. */
  stale: Stale.optional(),
  write: Write.optional(),
  goto: Target.optional(),
  reveal: Reveal.optional(),
});
