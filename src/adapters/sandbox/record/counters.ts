/** What happened at the sandbox since its start or reset; each only grows. */
export interface Counters {
  rest_calls: number;
  /** Calls by path and by status, `POST /users/track` and `429`. */
  by_endpoint: Record<string, number>;
  by_status: Record<string, number>;
  messages_sent: number;
  messages_failed: number;
  messages_not_sent: number;
  /** Recipients that one call named twice: Braze sends one message only. */
  duplicate_recipients: number;
  attributes_processed: number;
  events_processed: number;
  webhooks_delivered: number;
  webhook_retries: number;
  webhooks_lost: number;
  /** Events that Currents brought, and that it could not bring. */
  currents_delivered: number;
  currents_lost: number;
}

export function noCounts(): Counters {
  return {
    rest_calls: 0,
    by_endpoint: {},
    by_status: {},
    messages_sent: 0,
    messages_failed: 0,
    messages_not_sent: 0,
    duplicate_recipients: 0,
    attributes_processed: 0,
    events_processed: 0,
    webhooks_delivered: 0,
    webhook_retries: 0,
    webhooks_lost: 0,
    currents_delivered: 0,
    currents_lost: 0,
  };
}

/** Adds one under `key`. */
export function countIn(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
