import { z } from 'zod';

import { Copy } from '../words.ts';
import { AWAITING } from './call.ts';

/** Asks the AI and waits for its answer. */
export const AiStep = z.strictObject({
  /** What the AI is told; Liquid may stand in it. */
  ai: Copy,
  ...AWAITING,
});
export type AiStep = z.infer<typeof AiStep>;
