import { z } from 'zod';

import { Target } from '../ladder.ts';
import { Name } from '../words.ts';
import { Write } from '../write.ts';

/** Gives slots values; `null` forgets one. */
export const SetStep = z.strictObject({
  set: z.record(Name, z.union([z.string(), z.number(), z.boolean(), z.null()])),
  write: Write.optional(),
  goto: Target.optional(),
});
