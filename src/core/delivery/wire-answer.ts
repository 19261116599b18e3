/** What one call to Braze came to, as far as the wire can tell; `outcomeOf` says what it means. */
export type WireAnswer = Answered | Unreached | Cut;

export interface Answered {
  readonly kind: 'answered';
  readonly status: number;
  /** The body as JSON; `undefined` where it was none, was cut short or too long to be read. */
  readonly body: unknown;
  /** Milliseconds until Braze takes calls again, where its headers say so. */
  readonly resumeInMs?: number;
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
