import { z } from 'zod';

import { Say } from '../bubble.ts';
import { Exit } from '../exit.ts';
import { Target } from '../ladder.ts';
import { Reveal } from '../slot.ts';
import { Stale } from '../stale.ts';
import { Write } from '../write.ts';

/** Says one bubble or several, and goes on. */
export const SayStep = z.strictObject({
  say: Say,
  /** Where it goes on when what was said here did not reach the customer, and they are still here. */
  undelivered: Exit.optional(),
  /** When what is said here is no longer said, because it could not leave in time. */
  stale: Stale.optional(),
  write: Write.optional(),
  goto: Target.optional(),
  reveal: Reveal.optional(),
});
