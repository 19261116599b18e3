/** What an operator must hear of. */
export abstract class Incidents {
  /** An event was stored and not applied; the customer was told that something went wrong. */
  abstract parked(conversationId: string, seq: number, why: Error): void;

  /** Work in the background failed and will be tried again. */
  abstract failed(what: string, why: unknown): void;
}
