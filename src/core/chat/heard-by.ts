import { heardOf, hiddenIn } from '#core/ai/heard.ts';
import type { Said } from '#core/ai/prompt.ts';
import type { Call } from '#core/conversation/effect.ts';

/** What a model may hear of what was said: as for a customer, without answers to sensitive questions. */
export function heardBy({ input }: Pick<Call, 'input'>, said: readonly Said[]): readonly Said[] {
  const log = said.map((each, seq) => ({ ...each, seq, isSaid: true }));
  return heardOf(log, hiddenIn(input)).said;
}
