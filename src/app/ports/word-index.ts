import type { Scope } from '#core/access/scope.ts';
import type { Owner } from '#core/conversation/conversation-state.ts';

/** The newest line of a conversation that has all the words. */
export interface FoundLine {
  readonly conversationId: string;
  readonly recipient: string;
  /** As their WhatsApp profile says; `undefined` where it says none. */
  readonly name?: string | undefined;
  readonly owner: Owner;
  readonly seq: number;
  readonly at: Date;
  /** `message`, `agent-reply`, `noted` … */
  readonly kind: string;
  readonly text: string;
}

/** What was said and noted, by its words; some seconds behind. */
export abstract class WordIndex {
  /**
   * Reads on in the log; one process at a time, any other reads nothing.
   *
   * @returns how many lines were read
   */
  abstract readOn(limit: number): Promise<number>;

  /** Conversations in which somebody said all of these, the newest first. @param words as `wordsIn` */
  abstract find(
    words: readonly string[],
    scope: Scope,
    limit: number,
  ): Promise<readonly FoundLine[]>;
}
