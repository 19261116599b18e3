import { z } from 'zod';

import { Target } from '../ladder.ts';

/** Goes on somewhere else. */
export const GotoStep = z.strictObject({ goto: Target });
