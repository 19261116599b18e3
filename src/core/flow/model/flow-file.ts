import { z } from 'zod';

import { FlowHead } from './flow.ts';
import { STEP_KINDS } from './step.ts';
import { Name } from './words.ts';

/**
 * A flow's file as a whole: for editors' schemas, and for guessing what a misspelled name means.
 * It is read part by part, so that a step with a fault does not hide those of the others.
 */
export const FlowFile = FlowHead.extend({
  steps: z.record(Name, z.union(Object.values(STEP_KINDS))),
});
