import { z } from 'zod';

import { Target } from '../ladder.ts';

const When = z.strictObject({ when: z.string().min(1).max(500), goto: Target });
const Else = z.strictObject({ else: Target });

/** Goes where the first condition that holds says, else where `else` says. */
export const DecideStep = z.strictObject({
  decide: z
    .array(z.union([When, Else]))
    .min(1)
    .max(30),
});
export type DecideStep = z.infer<typeof DecideStep>;
