import { z } from 'zod';

import { Say } from '../bubble.ts';
import { Target } from '../ladder.ts';
import { Reveal } from '../slot.ts';
import { Write } from '../write.ts';

/** Says one bubble or several, and goes on. */
export const SayStep = z.strictObject({
  say: Say,
  write: Write.optional(),
  goto: Target.optional(),
  reveal: Reveal.optional(),
});
