export type CurrentsOutcome =
  | 'accepted'
  /** Nothing in it: Currents tries whether we are there. */
  | 'probe'
  | 'too-large'
  | 'unauthorized'
  /** A wrong token from one of Braze's own addresses: somebody must correct the connector or ours. */
  | 'wrong-secret'
  | 'unavailable'
  | 'wrong-method'
  /** The caller hung up before the body was whole. */
  | 'broken-off';

/** Counts what became of requests of Currents. */
export abstract class CurrentsTally {
  abstract countCurrents(outcome: CurrentsOutcome): void;
}
