import type { Said } from '#core/ai/prompt.ts';
import { withoutSensitive } from '#core/ai/without-sensitive.ts';
import type { Call } from '#core/conversation/effect.ts';

/** What a model may hear of what was said: as for a customer, without answers to sensitive questions. */
export function heardBy({ input }: Pick<Call, 'input'>, said: readonly Said[]): readonly Said[] {
  const { hidden } = input;
  const steps = Array.isArray(hidden) ? hidden.filter((step) => typeof step === 'string') : [];
  return withoutSensitive(said, steps);
}
