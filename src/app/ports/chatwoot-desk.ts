/** Why Chatwoot did not take something. */
export class ChatwootFailed extends Error {
  constructor(
    reason: string,
    /** It would fail again: what it is about is not there, or not of the agreed form. */
    readonly isFinal: boolean,
    readonly afterMs?: number,
  ) {
    super(reason);
  }
}

export interface ChatwootCustomer {
  /** By whom Braze knows the customer; the same for each of their conversations. */
  readonly identifier: string;
  readonly name: string;
  /** As in `+34600000001`; only where that is how Braze knows them. */
  readonly phone: string | undefined;
}

/** A file of the customer's, as it is kept. */
export interface ChatwootFile {
  /** Safe to save under. */
  readonly name: string;
  /** By its content. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** Read once. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Chatwoot's side of a conversation. Everything throws ChatwootFailed. */
export abstract class ChatwootDesk {
  /**
   * Answers the number of the conversation that was made for this handoff before, or makes one.
   *
   * @param mark tells the handoff apart, so that an attempt whose end nobody saw makes no second one
   */
  abstract open(customer: ChatwootCustomer, mark: string, signal: AbortSignal): Promise<number>;

  /** What the customer wrote. */
  abstract write(number: number, text: string, signal: AbortSignal): Promise<void>;

  /** A file that the customer sent. */
  abstract writeFile(number: number, file: ChatwootFile, signal: AbortSignal): Promise<void>;

  /** What only agents read. */
  abstract note(number: number, text: string, signal: AbortSignal): Promise<void>;

  /** The same, with a file: unlike a customer's message it opens nothing that is resolved. */
  abstract noteFile(
    number: number,
    text: string,
    file: ChatwootFile,
    signal: AbortSignal,
  ): Promise<void>;

  abstract resolve(number: number, signal: AbortSignal): Promise<void>;
}
