import type { PairRate } from '#core/delivery/pair-rate.ts';

import type { BudgetShare } from '../pace/budget-share.ts';
import type { BrazeMessages } from '../ports/braze-messages.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeliveryTally } from '../ports/delivery-tally.ts';
import type { Incidents } from '../ports/incidents.ts';
import type { PastReplies } from '../ports/past-replies.ts';
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

/** How fast replies leave; without it, as fast as Braze takes them. */
export interface ReplyPace {
  /** Milliseconds between two bubbles of one customer. */
  readonly gapMs: number;
  /** One customer's rate; `undefined` for none. */
  readonly pair: PairRate | undefined;
  /** Where the two above are looked up of what other replicas sent. */
  readonly past: PastReplies;
  /** For how long nobody else has been sending, milliseconds. */
  readonly aloneForMs: () => number;
  /** Budgets that are counted in replies. */
  readonly perReply: readonly BudgetShare[];
}
