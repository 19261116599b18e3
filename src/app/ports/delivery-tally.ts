/** What is counted of deliveries, per reply or write-back. */
export type DeliveryFigure =
  | 'sent'
  | 'failed'
  | 'held'
  | 'ambiguous'
  | 'expired'
  | 'cancelled'
  /** Tried again after it was certainly not sent. */
  | 'retried'
  /** Tried again although it may have been sent: a customer may read it twice (I5). */
  | 'duplicate-risked'
  /** Accepted with errors that name nobody. */
  | 'flagged'
  /** Taken over from a replica that died. */
  | 'taken-over';

/** Figures of what leaves for Braze; kept in memory, read by metrics. */
export abstract class DeliveryTally {
  abstract count(channel: 'reply' | 'write-back', figure: DeliveryFigure, by: number): void;

  /** Milliseconds that the oldest due one has waited. */
  abstract oldestDue(channel: 'reply' | 'write-back', ageMs: number): void;
}
