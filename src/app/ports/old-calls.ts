/** Calls, questions to models and what they have summed up. */
export abstract class OldCalls {
  /** Deletes calls that were settled so many days ago, `limit` at most; answers how many. */
  abstract forgetSettled(ageDays: number, limit: number): Promise<number>;

  /** The same for the log of questions to models, whose budgets look back over a day. */
  abstract forgetQuestions(ageDays: number, limit: number): Promise<number>;

  /** And for what models asked of connectors. */
  abstract forgetToolCalls(ageDays: number, limit: number): Promise<number>;

  /** And for summaries of chats; those of chats that are over go at once. */
  abstract forgetSummaries(ageDays: number, limit: number): Promise<number>;
}
