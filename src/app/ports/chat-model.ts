import type { ToolSchema } from '#core/ai/model-tool.ts';
import type { ModelMessage } from '#core/ai/prompt.ts';
import type { ModelAnswer } from '#core/ai/read-answer.ts';

/** What is asked of a model. */
export interface ModelQuestion {
  readonly messages: readonly ModelMessage[];
  /** JSON Schema that the answer has to keep. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** What it may ask for before it answers. */
  readonly tools?: readonly ToolSchema[];
  /** Whether it may still ask; else it has to answer with what it has. */
  readonly mayAsk?: boolean;
  readonly signal: AbortSignal;
}

export interface ModelUse {
  readonly tokensIn: number;
  readonly tokensOut: number;
}

/** A model that could not be asked, in the words of `CallOutcome`. */
export interface ModelTrouble {
  readonly kind: 'refused' | 'unreached' | 'ambiguous';
  readonly reason: string;
  readonly retryAfterMs?: number;
}

/** A language model behind some provider. */
export abstract class ChatModel {
  /** What the provider calls it. */
  abstract readonly model: string;

  /** Asks once; throws nothing. */
  abstract complete(
    question: ModelQuestion,
  ): Promise<{ readonly answer: ModelAnswer; readonly use: ModelUse } | ModelTrouble>;
}
