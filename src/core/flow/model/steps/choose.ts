import { z } from 'zod';

import { Say } from '../bubble.ts';
import { Exit } from '../exit.ts';
import { Ladder, Target } from '../ladder.ts';
import { Silence } from '../silence.ts';
import { Reveal } from '../slot.ts';
import { Stale } from '../stale.ts';
import { Copy, Name, Phrases } from '../words.ts';
import { Write } from '../write.ts';

export const Option = z.strictObject({
  id: Name,
  title: Copy,
  description: Copy.optional(),
  /** More ways to say it; the title, its number and the id are understood anyway. */
  words: Phrases.optional(),
  goto: Target.optional(),
});
export type Option = z.infer<typeof Option>;

/** Offers options and waits for one: a tap, its number, or its words. */
export const ChooseStep = z.strictObject({
  /** The slot that keeps the option's id, or `true` to keep nothing. */
  choose: z.union([Name, z.literal(true)]),
  say: Say,
  options: z.array(Option).min(1).max(10),
  /** Without it: buttons where there are at most three, with short titles; else a list. */
  as: z.enum(['buttons', 'list', 'text']).optional(),
  /** What opens the list. */
  button: Copy.optional(),
  invalid: Ladder.optional(),
  silence: Silence.optional(),
  interrupt: z.boolean().optional(),
  /** It is meant that what the customer sends here may be followed by nothing. */
  silent: z.literal(true).optional(),
  /** After so many answers that were not accepted, a person takes over. */
  attempts: z.int().min(1).max(10).optional(),
  /** Where it goes on when what was said here did not reach the customer, and they are still here. */
  undelivered: Exit.optional(),
  /** When what is said here is no longer said, because it could not leave in time. */
  stale: Stale.optional(),
  write: Write.optional(),
  goto: Target.optional(),
  reveal: Reveal.optional(),
});
export type ChooseStep = z.infer<typeof ChooseStep>;
