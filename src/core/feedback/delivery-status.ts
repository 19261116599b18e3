/** What is known of a message's way to the phone, UTC milliseconds each. */
export interface DeliveryTimes {
  readonly sentAtMs: number | undefined;
  readonly deliveredAtMs: number | undefined;
  readonly readAtMs: number | undefined;
  readonly failedAtMs: number | undefined;
}

/** `undefined`: Currents has not spoken. */
export type DeliveryStatus = 'sent' | 'delivered' | 'read' | 'failed' | undefined;

/**
 * How far a message came, whatever the order in which it was told.
 *
 * What reached the phone did so whatever else is told: a reply that was sent twice may have
 * failed once. A failure says more than that Braze had sent it.
 */
export function deliveryStatusOf(times: DeliveryTimes): DeliveryStatus {
  if (times.readAtMs !== undefined) return 'read';
  if (times.deliveredAtMs !== undefined) return 'delivered';
  if (times.failedAtMs !== undefined) return 'failed';
  return times.sentAtMs === undefined ? undefined : 'sent';
}
