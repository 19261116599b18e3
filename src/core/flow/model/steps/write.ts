import { z } from 'zod';

import { Target } from '../ladder.ts';
import { Write } from '../write.ts';

/** Writes to the customer's Braze profile and goes on. */
export const WriteStep = z.strictObject({ write: Write, goto: Target.optional() });
