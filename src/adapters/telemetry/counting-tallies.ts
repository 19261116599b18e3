import { type DeliveryFigure, DeliveryTally } from '#app/ports/delivery-tally.ts';
import { type DoorOutcome, DoorTally } from '#app/ports/door-tally.ts';

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
