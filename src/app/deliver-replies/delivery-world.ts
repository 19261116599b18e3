import type { BrazeMessages } from '../ports/braze-messages.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeliveryTally } from '../ports/delivery-tally.ts';
import type { Incidents } from '../ports/incidents.ts';
import type { ReplyOutbox } from '../ports/reply-outbox.ts';
import type { Timers } from '../ports/timers.ts';

/** What delivering replies needs of the world. */
export interface DeliveryWorld {
  readonly outbox: ReplyOutbox;
  readonly braze: BrazeMessages;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly tally: DeliveryTally;
  readonly incidents: Incidents;
}
