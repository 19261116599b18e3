import type { DeskRow } from '#app/ports/desk-lists.ts';
import type { Refusal } from '#core/conversation/advance.ts';

/**
 * What came of a deed on one conversation.
 *
 * `already`: nothing was left to do · `taken`: somebody has it by now, `by` says who · `moved`: it
 * is in another queue by now, or waits anew · `gone`: it is not before people any more · `full`: the
 * agent has no room · `failed`: try again, `code` says why
 */
export interface Outcome {
  readonly conversationId: string;
  readonly came: 'done' | 'already' | 'taken' | 'moved' | 'gone' | 'opted-out' | 'full' | 'failed';
  /** Id of who was faster. */
  readonly by?: string | undefined;
  /** Of what failed; beside `done`, of the note that was not written. */
  readonly code?: string | undefined;
}

/** How a conversation stands that was refused; `undefined`: not before people any more. */
export type StandsNow = { readonly agent: string | undefined; readonly queue: string } | undefined;

/** Why what was seen a moment before could not be acted on. */
export function refusedOutcome(
  { conversationId, agent }: Pick<DeskRow, 'conversationId' | 'agent'>,
  refused: Refusal,
  now: StandsNow,
): Outcome {
  if (refused === 'opted-out') return { conversationId, came: 'opted-out' };
  if (now === undefined) return { conversationId, came: 'gone' };
  const { agent: by } = now;
  if (by !== undefined && by !== agent) return { conversationId, came: 'taken', by };
  return { conversationId, came: 'moved' };
}
