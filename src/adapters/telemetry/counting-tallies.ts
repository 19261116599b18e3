import { AiTally, type TurnUse } from '#app/ports/ai-tally.ts';
import { type CallFigure, CallTally } from '#app/ports/call-tally.ts';
import { type CurrentsOutcome, CurrentsTally } from '#app/ports/currents-tally.ts';
import { type DeliveryFigure, DeliveryTally } from '#app/ports/delivery-tally.ts';
import { type DoorOutcome, DoorTally } from '#app/ports/door-tally.ts';
import { type FeedbackFigure, FeedbackTally } from '#app/ports/feedback-tally.ts';
import type { AiLimits, AiUse, UsedUp } from '#core/ai/ai-budget.ts';

import type { Metrics } from './metrics.ts';

/** Counts deliveries for Prometheus. */
export class CountingDeliveryTally extends DeliveryTally {
  constructor(private readonly metrics: Metrics) {
    super();
  }

  override count(channel: 'reply' | 'write-back', figure: DeliveryFigure, by: number): void {
    this.metrics.deliveries.inc({ channel, outcome: figure }, by);
  }

  override oldestDue(channel: 'reply' | 'write-back', ageMs: number): void {
    this.metrics.oldestDueSeconds.set({ channel }, ageMs / 1000);
  }
}

/** Counts calls for Prometheus; targets are few, for operators name them. */
export class CountingCallTally extends CallTally {
  constructor(private readonly metrics: Metrics) {
    super();
  }

  override countCall(target: string, figure: CallFigure, by = 1): void {
    this.metrics.calls.inc({ target, outcome: figure }, by);
  }

  override tookCall(target: string, ms: number): void {
    this.metrics.callSeconds.observe({ target }, ms / 1000);
  }
}

const MILLION = 1_000_000;

/** Counts what models take for Prometheus. */
export class CountingAiTally extends AiTally {
  constructor(private readonly metrics: Metrics) {
    super();
  }

  override countTurn(model: string, { tokensIn, tokensOut, costMillionths }: TurnUse): void {
    this.metrics.aiTokens.inc({ model, part: 'question' }, tokensIn);
    this.metrics.aiTokens.inc({ model, part: 'answer' }, tokensOut);
    this.metrics.aiCost.inc({ model }, costMillionths / MILLION);
  }

  override countUsedUp({ budget, measure }: Pick<UsedUp, 'budget' | 'measure'>): void {
    this.metrics.aiUsedUp.inc({ budget, measure });
  }

  override showDay(used: AiUse, limits: AiLimits): void {
    for (const measure of ['tokens', 'money', 'calls', 'seconds'] as const) {
      const scale = measure === 'money' ? MILLION : 1;
      this.metrics.aiDay.set({ measure }, used[measure] / scale);
      const most = limits[measure];
      if (most !== undefined) this.metrics.aiDayMost.set({ measure }, most / scale);
    }
  }
}

/** Counts webhooks for Prometheus. */
export class CountingDoorTally extends DoorTally {
  constructor(private readonly metrics: Metrics) {
    super();
  }

  override count(outcome: DoorOutcome, secret?: number): void {
    this.metrics.webhooks.inc({ outcome });
    if (secret !== undefined) this.metrics.webhookSecrets.inc({ secret: String(secret) });
  }
}

/** Counts requests of Currents for Prometheus. */
export class CountingCurrentsTally extends CurrentsTally {
  constructor(private readonly metrics: Metrics) {
    super();
  }

  override countCurrents(outcome: CurrentsOutcome): void {
    this.metrics.currents.inc({ outcome });
  }
}

/** Counts what Currents told for Prometheus. */
export class CountingFeedbackTally extends FeedbackTally {
  constructor(private readonly metrics: Metrics) {
    super();
  }

  override countFeedback(figure: FeedbackFigure, by: number): void {
    this.metrics.feedback.inc({ news: figure }, by);
  }
}
