import type { ConversationEvent } from './conversation-event.ts';
import type { ArmedTimer } from './conversation-state.ts';

/**
 * Whether the step still waits for the answer that the event brings.
 *
 * A step that asks arms its own timeout in the same transition, so the timer's generation names
 * the question: once the step is left, or entered anew, there is no such timer.
 */
export function awaitsCall(
  step: string,
  timers: readonly ArmedTimer[],
  { callSeq }: Extract<ConversationEvent, { readonly callSeq: number }>,
): boolean {
  return timers.some(({ id, gen }) => gen === callSeq && id.endsWith(`.${step}`));
}
