import { z } from 'zod';

import { Say } from '../bubble.ts';
import { Ladder, Target } from '../ladder.ts';
import { Silence } from '../silence.ts';
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
  write: Write.optional(),
  goto: Target.optional(),
});
