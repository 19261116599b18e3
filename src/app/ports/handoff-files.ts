import type { ConversationState } from '#core/conversation/conversation-state.ts';
import type { LoggedEvent } from '#core/conversation/fold-log.ts';
import type { SaidReply } from '#core/handoff/card.ts';

/** What is kept of a conversation, as far as a handoff's card is made of it. */
export interface HandoffFile {
  readonly state: ConversationState;
  readonly releaseId: number | undefined;
  /** Newest events and what was said because of them, in order. */
  readonly log: readonly LoggedEvent[];
  readonly said: readonly SaidReply[];
}

/** Reads conversations as they stand now, without holding anybody up. */
export abstract class HandoffFiles {
  /** `undefined` where there is no such conversation. */
  abstract read(conversationId: string): Promise<HandoffFile | undefined>;
}
