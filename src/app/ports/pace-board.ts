/** Endpoints of Braze that Parley calls for customers. */
export type EndpointName = 'replies' | 'profiles' | 'exports';

/** Who stopped all sending, and why. */
export interface Pause {
  readonly by: string;
  readonly reason: string;
  readonly at: Date;
}

/** What every replica goes by, as it stood a moment ago. */
export interface PaceView {
  readonly pause: Pause | undefined;
  /** Endpoints that some replica was told to leave alone: for how many milliseconds yet. */
  readonly closedForMs: ReadonlyMap<EndpointName, number>;
  /** Replicas that send, this one included. */
  readonly workers: number;
}

/** What one replica tells all others about sending. */
export abstract class PaceBoard {
  /** One look-up; asked for twice a second. */
  abstract look(): Promise<PaceView>;

  /** Tells everybody to make no call for so long; never shortens what was said before. */
  abstract close(endpoint: EndpointName, forMs: number): Promise<void>;
}
