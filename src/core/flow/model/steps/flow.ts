import { z } from 'zod';

import { Target } from '../ladder.ts';
import { Name } from '../words.ts';
import { Write } from '../write.ts';

/** Calls another flow and goes on when it has ended. */
export const FlowStep = z.strictObject({
  flow: Name,
  /** Values for the slots that the other flow takes. */
  with: z.record(Name, z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  /** Slots of this flow, and the slot of the other one that each gets its value from. */
  save: z.record(Name, Name).optional(),
  write: Write.optional(),
  goto: Target.optional(),
});
