import { z } from 'zod';

import { Name } from './words.ts';

/** Gives the conversation to a person. Without a queue, the bot's first. */
export const Handoff = z.strictObject({
  queue: Name.optional(),
  reason: z.string().min(1).max(200).optional(),
  priority: z.enum(['normal', 'high']).optional(),
  /** What it is about, for people who look. */
  topic: z.string().min(1).max(80).optional(),
  /** What an agent must know, beside what the queue asks for. */
  skills: z.array(Name).min(1).max(20).optional(),
});
export type Handoff = z.infer<typeof Handoff>;
