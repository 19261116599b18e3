import { z } from 'zod';

import { Say } from './bubble.ts';
import { Handoff } from './handoff.ts';
import { Target } from './ladder.ts';

/** Where a step goes that could not do what it was for: elsewhere, or to a person. */
export const Exit = z
  .strictObject({ say: Say.optional(), goto: Target.optional(), handoff: Handoff.optional() })
  .refine(
    ({ goto, handoff }) => (goto === undefined) !== (handoff === undefined),
    'needs goto or handoff, one of them',
  );
export type Exit = z.infer<typeof Exit>;
