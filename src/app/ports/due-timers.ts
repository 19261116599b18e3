/** A deadline that has passed by the database's clock. */
export interface DueTimer {
  readonly conversationId: string;
  readonly id: string;
  readonly gen: number;
}

/** Deadlines of conversations' states. */
export abstract class DueTimers {
  /**
   * The oldest that are due, at most `limit`. Two replicas may see the same one: firing it is an
   * event, and the second finds it no longer armed.
   */
  abstract due(limit: number): Promise<readonly DueTimer[]>;
}
