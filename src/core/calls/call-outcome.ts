/** A connector that a model has asked on its way to an answer. */
export interface AskedTool {
  readonly connector: string;
  /** By this name the connector knows the question again. */
  readonly effect: string;
  readonly answered: boolean;
}

/** What came of one attempt to ask another system. */
export type CallOutcome =
  | {
      readonly kind: 'answered';
      readonly value: unknown;
      /** Of an AI's: ids of the passages that it rests on. */
      readonly sources?: readonly string[];
      /** Of an AI's: what it asked for it. */
      readonly asked?: readonly AskedTool[];
    }
  /** It said no, or something that cannot be used: asking again would end the same. */
  | {
      readonly kind: 'refused';
      readonly reason: string;
      /** It has understood, and said no: the step takes `refused` where it has one. */
      readonly saysNo?: true;
    }
  /** It was certainly not done: nobody was reached, or it was sent away unheard. */
  | { readonly kind: 'unreached'; readonly reason: string; readonly retryAfterMs?: number }
  /** It was heard, and what comes of it is told later, by whoever was asked. */
  | { readonly kind: 'awaited' }
  /** Nobody knows whether it was done. */
  | { readonly kind: 'ambiguous'; readonly reason: string };

/** One that is over as soon as it is heard of. */
export type TriedOutcome = Exclude<CallOutcome, { readonly kind: 'awaited' }>;

/** Whether the other system itself is in trouble, and not only what it was asked. */
export function isTrouble({ kind }: CallOutcome): boolean {
  return kind === 'unreached' || kind === 'ambiguous';
}
