import { z } from 'zod';

import { Exit } from '../exit.ts';
import { Target } from '../ladder.ts';
import { Reveal } from '../slot.ts';
import { Copy, Name } from '../words.ts';
import { Write } from '../write.ts';
import { Timeout } from './call.ts';

/** Asks the AI and waits for its answer. */
export const AiStep = z.strictObject({
  /** What the AI is told; Liquid may stand in it. */
  ai: Copy,
  /** The slot that keeps the answer. */
  save: Name.optional(),
  timeout: Timeout.optional(),
  /** Also where the answer does not fit its slot. */
  failed: Exit,
  /** Without it, `failed`. */
  timed_out: Exit.optional(),
  write: Write.optional(),
  reveal: Reveal.optional(),
  goto: Target.optional(),
});
export type AiStep = z.infer<typeof AiStep>;
