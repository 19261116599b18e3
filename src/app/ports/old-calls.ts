/** Calls and questions to models that are over. */
export abstract class OldCalls {
  /** Deletes calls that were settled so many days ago, `limit` at most; answers how many. */
  abstract forgetSettled(ageDays: number, limit: number): Promise<number>;

  /** The same for the log of questions to models, whose budgets look back over a day. */
  abstract forgetQuestions(ageDays: number, limit: number): Promise<number>;

  /** And for what models asked of connectors. */
  abstract forgetToolCalls(ageDays: number, limit: number): Promise<number>;
}
