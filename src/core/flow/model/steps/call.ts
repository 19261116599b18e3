import { z } from 'zod';

import { PropertyName } from '../bubble.ts';
import { Exit } from '../exit.ts';
import { Target } from '../ladder.ts';
import { Reveal } from '../slot.ts';
import { Duration, Name } from '../words.ts';
import { Write } from '../write.ts';

/** `orders.find`: a system and what is asked of it. */
export const ConnectorName = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]{0,59}\.[a-z][a-z0-9_]{0,59}$/,
    'must be a system and an operation, such as orders.find',
  );

/** A text with Liquid in it, or a value as it stands; `"{{ slot }}"` alone keeps the slot's type. */
export const Input = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const DEFAULT_TIMEOUT_MS = 10_000;
const LONGEST_TIMEOUT_MS = 60_000;
/** How long a customer waits for another system. */
export const Timeout = Duration.refine(
  (ms) => ms <= LONGEST_TIMEOUT_MS,
  'must be 60 seconds at most: somebody is waiting',
);

/** How long a step waits for its answer, in milliseconds. */
export function timeoutOf({ timeout }: { readonly timeout?: number | undefined }): number {
  return timeout ?? DEFAULT_TIMEOUT_MS;
}

/** What every step that waits for an answer from elsewhere may say. */
export const AWAITING = {
  /** The slot that keeps the answer. */
  save: Name.optional(),
  timeout: Timeout.optional(),
  /** After so long without an answer, `one_moment` is said; never without it. */
  one_moment: Timeout.optional(),
  /** Also where the answer does not fit its slot. */
  failed: Exit,
  /** Without it, `failed`. */
  timed_out: Exit.optional(),
  /** The other system has said no; without it, `failed`. */
  refused: Exit.optional(),
  write: Write.optional(),
  reveal: Reveal.optional(),
  goto: Target.optional(),
};

/** Asks another system for something and waits for its answer. */
export const CallStep = z.strictObject({
  /** A connector that bot.yaml names. */
  call: ConnectorName,
  with: z.record(PropertyName, Input).optional(),
  ...AWAITING,
});
export type CallStep = z.infer<typeof CallStep>;
