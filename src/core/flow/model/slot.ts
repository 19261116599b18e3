import { z } from 'zod';

import { Name, Phrases } from './words.ts';

const SLOT_TYPES = [
  ...(['text', 'number', 'integer', 'email', 'phone', 'date', 'boolean', 'choice'] as const),
] as const;

/** A value that a flow remembers while it runs. */
export const Slot = z.strictObject({
  type: z.enum(SLOT_TYPES),
  /** Of a text, after `normalize`; RE2 syntax. */
  pattern: z.string().min(1).max(500).optional(),
  /** What is done to a text before it is looked at. */
  normalize: z.enum(['upper', 'lower', 'digits', 'compact']).optional(),
  /** Smallest and greatest number, or date. */
  min: z.union([z.number(), z.string()]).optional(),
  max: z.union([z.number(), z.string()]).optional(),
  /** Longest text, in characters. */
  max_length: z.int().min(1).max(4_096).optional(),
  /** Of a choice: its values, and the words that mean them. */
  options: z.union([z.array(Name), z.record(Name, Phrases)]).optional(),
});
export type Slot = z.infer<typeof Slot>;

/** What a slot can hold; `null` while it is unset. A date is `YYYY-MM-DD`. */
export type SlotValue = string | number | boolean | null;
