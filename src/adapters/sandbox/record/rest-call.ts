/** One REST call as the sandbox saw it. The key itself is never kept, only whether it was right. */
export interface RestCall {
  readonly id: number;
  /** ISO 8601, by the sandbox's clock. */
  readonly at: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly authorized: boolean;
  /** Lower-case names, without `authorization`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where it was JSON, else its text; cut at 32,768 characters. */
  readonly body: unknown;
  /** Status answered; `undefined` where the connection was cut instead. */
  readonly status: number | undefined;
  readonly answer: unknown;
  /** Faults that were played, by kind. */
  readonly faults: readonly string[];
}
