/** What a list shows of a conversation beside its state; customers wrote it, so it is untrusted. */
export interface Glimpse {
  /** How WhatsApp shows the customer. */
  readonly name: string | undefined;
  /** The last words of the customer, or of an agent; cut. */
  readonly text: string;
  readonly by: 'customer' | 'agent';
  readonly at: Date;
}

/** The last words of conversations, for lists. */
export abstract class Glimpses {
  /** By id; a conversation in which nobody wrote is left out. Looks at no scope. */
  abstract of(conversationIds: readonly string[]): Promise<ReadonlyMap<string, Glimpse>>;
}
