/** The running processes, by their heartbeats. */
export abstract class ReplicaRegistry {
  /** This process. */
  abstract readonly id: string;

  /** The newest engine that this process can run; what a newer one wrote is put aside (rule 12). */
  abstract readonly newestEngine: number;

  /** The newest engine that every live replica knows, as of the last heartbeat. */
  abstract readonly engineToWrite: number;
}
