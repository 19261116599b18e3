import type { FoundPassage } from '#core/ai/prompt.ts';

export interface KnowledgeQuestion {
  /** Whose pinned release is looked through. */
  readonly conversationId: string;
  /** In the customer's words. */
  readonly text: string;
  /** Passages in this language come first. */
  readonly locale: string;
  /** Only of these files, as flows call them; `undefined`: of all. */
  readonly files: readonly string[] | undefined;
}

/** What the releases know, as passages of their files. */
export abstract class KnowledgeBase {
  /** The passages that fit best, the best first; none where no word fits. */
  abstract find(question: KnowledgeQuestion): Promise<readonly FoundPassage[]>;
}
