import type { LiveHub } from '#app/live/live-hub.ts';
import type { Chance } from '#app/ports/chance.ts';
import type { Clock } from '#app/ports/clock.ts';
import type { DeliveryTally } from '#app/ports/delivery-tally.ts';
import type { Incidents } from '#app/ports/incidents.ts';
import type { PaceTally } from '#app/ports/pace-tally.ts';
import type { Timers } from '#app/ports/timers.ts';

/** What everything that leaves for Braze has in common. */
export interface DeliveryPorts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly chance: Chance;
  readonly tally: DeliveryTally;
  readonly paceTally: PaceTally;
  readonly incidents: Incidents;
  /** Told what became of replies, where pages may be open. */
  readonly live?: LiveHub;
}
