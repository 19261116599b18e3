import { z } from 'zod';

import { Duration } from './words.ts';

/** When what a step says is no longer worth saying, though nothing kept it from leaving but time. */
export const Stale = z
  .strictObject({
    /** It could not leave for so long after it was said. */
    after: Duration.optional(),
    /** The customer has written again before it could leave. */
    on_message: z.literal(true).optional(),
  })
  .refine(
    ({ after, on_message: onMessage }) => after !== undefined || onMessage !== undefined,
    'needs after or on_message, or both',
  );
export type Stale = z.infer<typeof Stale>;
