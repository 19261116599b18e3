import { z } from 'zod';

import { Target } from '../ladder.ts';
import { Reveal } from '../slot.ts';
import { Write } from '../write.ts';

/** Writes to the customer's Braze profile and goes on. */
export const WriteStep = z.strictObject({
  write: Write,
  reveal: Reveal.optional(),
  goto: Target.optional(),
});
