import type { AiUse } from '#core/ai/ai-budget.ts';
import type { AiUseOfDays } from '#core/ai/ai-figures.ts';

/** What was used in the last 24 hours. */
export interface AiUseOfToday {
  readonly all: AiUse;
  /** Tokens of the agent who had most written for them; 0 where none had. */
  readonly mostOfOneAgent: number;
}

/** What asking models has taken, out of the log of questions to them; reads alone. */
export abstract class AiUses {
  /** @param days up to now, of 24 hours each */
  abstract ofDays(days: number): Promise<AiUseOfDays>;

  abstract ofToday(): Promise<AiUseOfToday>;
}
