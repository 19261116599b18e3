import type { Arrival, Receipt } from './arrival.ts';

/** An arrival whose conversation is known and whose caller waits. */
export interface QueuedArrival {
  readonly arrival: Arrival;
  readonly conversationId: string;
  readonly queuedAtMs: number;
  /** Past it the caller is told to come again; what has begun is finished. */
  readonly deadlineMs: number;
  /** Set where the store refused what it would write: it is parked instead of applied. */
  readonly parkAs?: Error;
  readonly settle: (receipt: Receipt) => void;
  readonly refuse: (why: Error) => void;
}
