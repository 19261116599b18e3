import { z } from 'zod';

import { Target } from '../ladder.ts';
import { Duration } from '../words.ts';

/** Lets time pass. */
export const WaitStep = z.strictObject({
  wait: Duration,
  interrupt: z.boolean().optional(),
  /** It is meant that what the customer sends here may be followed by nothing. */
  silent: z.literal(true).optional(),
  goto: Target.optional(),
});
