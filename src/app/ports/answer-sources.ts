/** A passage that an answer in a chat rests on, as it stood in the release that the answer came from. */
export interface AnswerSource {
  /** Of the event that brought the answer. */
  readonly seq: number;
  /** `es/delivery.md#times` */
  readonly id: string;
  readonly file: string;
  readonly locale: string;
  /** The headings it stands under; blank for none. */
  readonly heading: string;
  readonly text: string;
}

/** What answers of models rest on, for people who look. */
export abstract class AnswerSources {
  /** By event, each event's in its own order. Ask for the conversation before: this looks at no scope. */
  abstract ofEvents(
    conversationId: string,
    seqs: readonly number[],
  ): Promise<readonly AnswerSource[]>;
}
