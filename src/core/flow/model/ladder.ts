import { z } from 'zod';

import { Say } from './bubble.ts';
import { Handoff } from './handoff.ts';
import { Copy, Name } from './words.ts';

/** `end`, a step of the same flow, or another flow. */
export const Target = z.union([Name, z.literal('end')]);

export const FullRung = z
  .strictObject({
    say: Say.optional(),
    /** Asks the question again after it. */
    repeat: z.literal(true).optional(),
    goto: Target.optional(),
    handoff: Handoff.optional(),
  })
  .refine(
    ({ goto, handoff }) => goto === undefined || handoff === undefined,
    'may have goto or handoff, not both',
  );
export type FullRung = z.infer<typeof FullRung>;

/** What follows from the first attempt that was not understood, from the second, and so on. */
export const Ladder = z
  .array(z.union([Copy, FullRung]))
  .min(1)
  .max(6);
export type Ladder = z.infer<typeof Ladder>;

const RUNG_KEYS = ['say', 'repeat', 'goto', 'handoff'];

/** A rung in its long form; `say` stands at `sayPath` below the rung. */
export interface PlacedRung {
  readonly rung: FullRung;
  readonly sayPath: readonly string[];
}

export function rungOf(rung: Ladder[number]): PlacedRung {
  if (typeof rung === 'object' && Object.keys(rung).some((key) => RUNG_KEYS.includes(key))) {
    return { rung: rung, sayPath: ['say'] };
  }
  return { rung: { say: rung as Copy }, sayPath: [] };
}

/** Whether a rung leaves the question. */
export function isLast({ goto, handoff }: FullRung): boolean {
  return goto !== undefined || handoff !== undefined;
}
