import type { AiLimits, AiUse, UsedUp } from '#core/ai/ai-budget.ts';

/** What one turn of a model took. */
export interface TurnUse {
  readonly tokensIn: number;
  readonly tokensOut: number;
  /** In millionths of the operator's currency. */
  readonly costMillionths: number;
}

/** Figures of models; kept in memory, read by metrics. */
export abstract class AiTally {
  abstract countTurn(model: string, use: TurnUse): void;

  /** A question was not asked, or a turn broken off, for want of a budget. */
  abstract countUsedUp(what: Pick<UsedUp, 'budget' | 'measure'>): void;

  /** What all chats have used in the last 24 hours, and the most they may. */
  abstract showDay(used: AiUse, limits: AiLimits): void;
}
