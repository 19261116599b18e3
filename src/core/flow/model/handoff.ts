import { z } from 'zod';

import { Name } from './words.ts';

/** Gives the conversation to a person. Without a queue, the bot's first. */
export const Handoff = z.strictObject({
  queue: Name.optional(),
  reason: z.string().min(1).max(200).optional(),
  priority: z.enum(['normal', 'high']).optional(),
});
export type Handoff = z.infer<typeof Handoff>;
