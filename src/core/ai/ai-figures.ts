/** What models were asked for: an answer of a step, what was said before in short, or an agent's aid. */
export type AiPurpose = 'step' | 'recap' | 'draft' | 'summary';

/** What a number of turns of models came to. */
export interface AiFigures {
  readonly turns: number;
  readonly tokensIn: number;
  readonly tokensOut: number;
  /** In millionths of the operator's currency; of turns whose model had a price. */
  readonly costMillionths: number;
  /** Tokens of turns that cost nothing, since their model had no price. */
  readonly unpricedTokens: number;
  /** How often connectors were asked. */
  readonly toolCalls: number;
  /** Turns that came to no answer that could be used. */
  readonly unanswered: number;
  /** Of the middle turn, and of the slowest but one in twenty; `undefined` where there is none. */
  readonly p50Ms: number | undefined;
  readonly p95Ms: number | undefined;
}

/** What was asked of models within some days. */
export interface AiUseOfDays {
  readonly since: Date;
  /** By model and purpose; dear ones first, then those with many tokens. */
  readonly byPurpose: readonly (AiFigures & {
    readonly model: string;
    readonly purpose: AiPurpose;
  })[];
  /** By the flow's step that asked, `<flow>.<step>`, in the same order; aids have none. */
  readonly bySteps: readonly (AiFigures & { readonly step: string })[];
  readonly total: AiFigures;
}
