import type { Provider } from '@nestjs/common';

import { MonotonicClock } from '#adapters/system/monotonic-clock.ts';
import { UuidV7Ids } from '#adapters/system/uuid-v7-ids.ts';
import {
  CountingAiTally,
  CountingCallTally,
  CountingCurrentsTally,
  CountingDeliveryTally,
  CountingDoorTally,
  CountingFeedbackTally,
} from '#adapters/telemetry/counting-tallies.ts';
import { LoggedIncidents } from '#adapters/telemetry/logged-incidents.ts';
import { Metrics } from '#adapters/telemetry/metrics.ts';
import { AiTally } from '#app/ports/ai-tally.ts';
import { CallTally } from '#app/ports/call-tally.ts';
import { Clock } from '#app/ports/clock.ts';
import { CurrentsTally } from '#app/ports/currents-tally.ts';
import { DeliveryTally } from '#app/ports/delivery-tally.ts';
import { DoorTally } from '#app/ports/door-tally.ts';
import { FeedbackTally } from '#app/ports/feedback-tally.ts';
import { Ids } from '#app/ports/ids.ts';
import { Incidents } from '#app/ports/incidents.ts';

import { bind, bindAs } from './bind.ts';

/** Time, chance, names, and whoever is to be told. */
export const systemProviders: readonly Provider[] = [
  bind(Metrics, []),
  bindAs(Clock, MonotonicClock, []),
  bindAs(Ids, UuidV7Ids, []),
  bindAs(Incidents, LoggedIncidents, [Metrics]),
  bindAs(DeliveryTally, CountingDeliveryTally, [Metrics]),
  bindAs(AiTally, CountingAiTally, [Metrics]),
  bindAs(CallTally, CountingCallTally, [Metrics]),
  bindAs(DoorTally, CountingDoorTally, [Metrics]),
  bindAs(CurrentsTally, CountingCurrentsTally, [Metrics]),
  bindAs(FeedbackTally, CountingFeedbackTally, [Metrics]),
];
