/** A statement ready to run. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** One that is left out where there are no rows for it. */
export interface CountedStatement extends Statement {
  readonly rows: number;
}
