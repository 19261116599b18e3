import { AiTally, type TurnUse } from '#app/ports/ai-tally.ts';
import type { AiLimits, AiUse, UsedUp } from '#core/ai/ai-budget.ts';

/** What models took, as it was told. */
export class CountedAiTally extends AiTally {
  readonly turns: TurnUse[] = [];
  readonly usedUp: string[] = [];
  day: readonly [AiUse, AiLimits] | undefined;

  override countTurn(_model: string, use: TurnUse): void {
    this.turns.push(use);
  }

  override countUsedUp({ budget, measure }: Pick<UsedUp, 'budget' | 'measure'>): void {
    this.usedUp.push(`${budget} ${measure}`);
  }

  override showDay(used: AiUse, limits: AiLimits): void {
    this.day = [used, limits];
  }
}
