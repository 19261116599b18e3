export type DoorOutcome =
  | 'accepted'
  | 'duplicate'
  | 'quarantined'
  | 'too-large'
  | 'unauthorized'
  /** A wrong secret from one of Braze's own addresses: somebody must correct the campaign or ours. */
  | 'wrong-secret'
  | 'unavailable'
  | 'wrong-method'
  /** The caller hung up before the body was whole. */
  | 'broken-off';

/** Counts what became of requests at the webhook. */
export abstract class DoorTally {
  /**
   * @param secret place of the secret in force that opened the door, from 0: an old one whose count
   *   stands still can be retired
   */
  abstract count(outcome: DoorOutcome, secret?: number): void;
}
