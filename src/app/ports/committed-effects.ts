import type { EventRow } from './conversation-store.ts';
import type { LeasedReply } from './leased-reply.ts';

/** Who carries out effects in this process; told right after the commit that made them rows. */
export abstract class CommittedEffects {
  /** Whether this process delivers, so that replies may be born leased to it. */
  abstract readonly delivers: boolean;

  /** Replies born leased to this process, in lane order per conversation. Answers at once. */
  abstract offerReplies(replies: readonly LeasedReply[]): void;

  /** Conversations whose new replies wait as `pending`: behind others of their lane, or for anyone. */
  abstract repliesWait(conversationIds: readonly string[]): void;

  /** Write-backs were written; a hint, a poll stands behind it. */
  abstract writeBacksWait(): void;

  /** Calls were written; a hint, a poll stands behind it. */
  abstract callsWait(): void;

  /** Lines of the log were written, for those who look for words in it. */
  abstract logged(lines: readonly EventRow[]): void;

  /** Who waits for an agent, or who has one, has changed; a hint, a poll stands behind it. */
  abstract handoffsChanged(): void;
}
