import { z } from 'zod';

import { Copy } from '../words.ts';
import { AWAITING } from './call.ts';

/** `delivery.md`, the same in each language's folder. */
const Knowledge = z.union([z.literal(true), z.array(z.string().min(1).max(200)).min(1).max(50)]);

/** Asks the AI and waits for its answer. */
export const AiStep = z.strictObject({
  /** What the AI is told; Liquid may stand in it. */
  ai: Copy,
  /** Files of the folder `knowledge` that the answer may rest on; `true`: all of them. */
  knowledge: Knowledge.optional(),
  ...AWAITING,
});
export type AiStep = z.infer<typeof AiStep>;
