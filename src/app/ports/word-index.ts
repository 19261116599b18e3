import type { Scope } from '#core/access/scope.ts';
import type { Owner } from '#core/conversation/conversation-state.ts';
import type { SaidLine } from '#core/words/said-line.ts';

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

/** What was said and noted, by its words; a moment behind. */
export abstract class WordIndex {
  /** Takes lines of the log in; those that are in, or whose conversation was erased, change nothing. */
  abstract add(lines: readonly SaidLine[]): Promise<void>;

  /**
   * Looks on in the log for lines that nobody added; one process at a time, any other finds nothing.
   *
   * @param behindMs what was written later than this long ago is left to those who tell of it
   * @returns how many lines were found and added, at most `limit`
   */
  abstract addUntold(limit: number, behindMs: number): Promise<number>;

  /** Conversations in which somebody said all of these, the newest first. @param words as `wordsIn` */
  abstract find(
    words: readonly string[],
    scope: Scope,
    limit: number,
  ): Promise<readonly FoundLine[]>;
}
