import type { AiLimits, AiPrice } from '#core/ai/ai-budget.ts';
import type { AiUseOfDays } from '#core/ai/ai-figures.ts';

import type { AiUseOfToday, AiUses } from '../ports/ai-uses.ts';

/** What an operator has said of what asking models costs, and may take. */
export interface AiTerms {
  readonly currency: string;
  /** Of a model; `undefined` where nobody has said one. */
  readonly price: (model: string) => AiPrice | undefined;
  /** Most of 24 hours. */
  readonly day: AiLimits;
  /** Most tokens of one agent in 24 hours. */
  readonly tokensPerAgent: number;
}

/** What the AI costs, and how much of each day's budget is used now. */
export interface AiUseReport extends AiUseOfDays {
  readonly days: number;
  readonly today: AiUseOfToday;
  readonly terms: AiTerms;
  /** Models that used tokens and have no price today. */
  readonly unpriced: readonly string[];
}

/** Tells operators what asking models has cost. */
export class ReportAiUse {
  constructor(
    private readonly uses: AiUses,
    private readonly terms: AiTerms,
  ) {}

  async execute(days: number): Promise<AiUseReport> {
    const [used, today] = await Promise.all([this.uses.ofDays(days), this.uses.ofToday()]);
    const { terms } = this;
    const named = used.byPurpose
      .filter(({ tokensIn, tokensOut }) => tokensIn + tokensOut > 0)
      .map(({ model }) => model)
      .filter((model) => terms.price(model) === undefined);
    return { ...used, days, today, terms, unpriced: [...new Set(named)] };
  }
}
