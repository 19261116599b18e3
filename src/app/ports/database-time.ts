/** Parley's clock, which the sandbox may have moved. */
export abstract class DatabaseTime {
  /** UTC milliseconds. */
  abstract nowMs(): Promise<number>;
}
