/** What left for a conversation lately, whichever replica sent it. */
export interface LatelyLeft {
  readonly count: number;
  /** Milliseconds since the last was settled, or went on the wire where it is not yet. */
  readonly lastAgoMs: number;
}

/** What is known of earlier sends, for a replica that has not made them itself. */
export abstract class PastReplies {
  /** One statement for all; conversations to which nothing left within this time are not in it. */
  abstract lately(
    conversationIds: readonly string[],
    withinMs: number,
  ): Promise<ReadonlyMap<string, LatelyLeft>>;
}
