/** How things stand, for who would not hear of a change otherwise. */
export abstract class LiveLooks {
  /** `seq` of these conversations by their ids. */
  abstract seqs(conversationIds: readonly string[]): Promise<ReadonlyMap<string, number>>;

  /** A number for each queue with somebody in it, another one after any change of its line. */
  abstract queues(): Promise<ReadonlyMap<string, string>>;

  /** The same of everyone who has, or is offered, a conversation. */
  abstract people(): Promise<ReadonlyMap<string, string>>;
}
