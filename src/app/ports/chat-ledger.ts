/** Chats, made of the marks that events bear. */
export abstract class ChatLedger {
  /**
   * Files the next marks, each once, whoever asks; those younger than `settledMs` wait, for what
   * was before them may still be on its way.
   *
   * @returns how many there were; less than `limit` where there are no more, or another is at it
   * @throws StoreUnavailable
   */
  abstract file(limit: number, settledMs: number): Promise<number>;
}
