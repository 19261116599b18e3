/** Time within this process, for waiting and measuring; what is stored has the database's time. */
export abstract class Clock {
  /** Milliseconds since some moment in the past; never steps back. */
  abstract monotonicMs(): number;
}
