/** A handoff and its conversation in Chatwoot. */
export interface ChatwootLink {
  readonly conversationId: string;
  /** `seq` of the handoff. */
  readonly handoff: number;
  readonly number: number;
}

/** Which conversation of Chatwoot belongs to which handoff. */
export abstract class ChatwootLinks {
  /** Of this handoff; without one, of the newest of the conversation. */
  abstract find(conversationId: string, handoff?: number): Promise<ChatwootLink | undefined>;

  abstract byNumber(number: number): Promise<ChatwootLink | undefined>;

  /** One that is there already stays. */
  abstract add(link: ChatwootLink): Promise<void>;

  /** What comes from there is about no handoff any more. */
  abstract remove(number: number): Promise<void>;
}
