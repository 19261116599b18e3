import { z } from 'zod';

import { PropertyName } from '../bubble.ts';
import { Target } from '../ladder.ts';
import { Reveal } from '../slot.ts';
import { Name } from '../words.ts';
import { Write } from '../write.ts';
import { Input } from './call.ts';

/** Sends the customer into a Braze Canvas, after what was said before, and goes on. */
export const CanvasStep = z.strictObject({
  /** A Canvas that bot.yaml names. */
  canvas: Name,
  /** The Canvas' entry properties. */
  with: z.record(PropertyName, Input).optional(),
  write: Write.optional(),
  reveal: Reveal.optional(),
  goto: Target.optional(),
});
export type CanvasStep = z.infer<typeof CanvasStep>;
