import { z } from 'zod';

import { Target } from '../ladder.ts';
import { Duration } from '../words.ts';

/** Lets time pass. */
export const WaitStep = z.strictObject({
  wait: Duration,
  interrupt: z.boolean().optional(),
  goto: Target.optional(),
});
