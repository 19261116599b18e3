/** What one call to Braze came to, as far as the wire can tell; `outcomeOf` says what it means. */
export type WireAnswer = Answered | Unreached | Cut;

export interface Answered {
  readonly kind: 'answered';
  readonly status: number;
  /** The body as JSON; `undefined` where it was none, was cut short or too long to be read. */
  readonly body: unknown;
  /** Milliseconds until Braze takes calls again, where its headers say so. */
  readonly resumeInMs?: number;
  /** What is left of the limit that the call counted towards, where its headers say so. */
  readonly remaining?: RemainingCalls;
}

/** What all who use the workspace have left of one of Braze's limits. */
export interface RemainingCalls {
  readonly remaining: number;
  /** Of how many; `undefined` where it was not said. */
  readonly limit: number | undefined;
  /** Milliseconds until all are there again. */
  readonly resetInMs: number;
}

/** No byte of the request left: nothing can have been sent. */
export interface Unreached {
  readonly kind: 'unreached';
  readonly reason: string;
}

/** The request left, its answer did not arrive: nobody can know. */
export interface Cut {
  readonly kind: 'cut';
  readonly reason: string;
}
