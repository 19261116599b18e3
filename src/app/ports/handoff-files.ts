import type { ConversationState } from '#core/conversation/conversation-state.ts';
import type { CardPast } from '#core/handoff/card.ts';

/** What is kept of a conversation, as far as a handoff's card is made of it: the newest of it. */
export interface HandoffFile extends CardPast {
  readonly state: ConversationState;
  readonly releaseId: number | undefined;
}

/** Reads conversations as they stand now, without holding anybody up. */
export abstract class HandoffFiles {
  /** `undefined` where there is no such conversation. */
  abstract read(conversationId: string): Promise<HandoffFile | undefined>;
}
