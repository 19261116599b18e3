import { z } from 'zod';

import { Say } from './bubble.ts';
import { Handoff } from './handoff.ts';
import { Target } from './ladder.ts';
import { Duration } from './words.ts';

const shape = {
  /** Since the question, or since the silence before. */
  after: Duration,
  say: Say.optional(),
  goto: Target.optional(),
  handoff: Handoff.optional(),
};
const rest = (depth: number): z.ZodType<Silence | undefined> =>
  depth === 0
    ? z.never()
    : z.strictObject({ ...shape, then: rest(depth - 1).optional() }).optional();

/** What happens when the customer says nothing, and then nothing again. */
export interface Silence {
  readonly after: number;
  readonly say?: Say | undefined;
  readonly goto?: string | undefined;
  readonly handoff?: Handoff | undefined;
  readonly then?: Silence | undefined;
}

const DEEPEST = 5;
export const Silence = z.strictObject({ ...shape, then: rest(DEEPEST - 1) });

/** The silences one after the other, the outermost first. */
export function silencesOf(silence: Silence | undefined): readonly Silence[] {
  return silence === undefined ? [] : [silence, ...silencesOf(silence.then)];
}
