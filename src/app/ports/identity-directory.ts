import type { Identity } from '#core/conversation/identity.ts';
import type { KnownConversation, KnownIdentity } from '#core/conversation/match-identities.ts';

export interface Newborn {
  /** UUID, made by the caller so that it sorts by time. */
  readonly id: string;
  /** The strongest first; it decides the birth. */
  readonly identities: readonly Identity[];
}

/** Which name belongs to which conversation. */
export abstract class IdentityDirectory {
  /** Those of these names that are known, with their conversations. */
  abstract find(identities: readonly Identity[]): Promise<{
    readonly known: readonly KnownIdentity[];
    readonly conversations: readonly KnownConversation[];
  }>;

  /**
   * Makes empty conversations, in a short transaction of its own. Where someone else was first
   * with a strongest name nothing is made; ask `find` again.
   */
  abstract bear(newborns: readonly Newborn[]): Promise<void>;

  /**
   * Adds names to a conversation, under its lock; the strongest of all becomes the one that
   * replies are sent to. A name that belongs to another conversation stays there.
   */
  abstract add(conversationId: string, identities: readonly Identity[]): Promise<void>;

  /**
   * Closes the younger of two conversations of one person with a `merged` event and gives its
   * names to the older, both locked in the order of their ids. Answers the id of the closed one;
   * `undefined` where somebody else was first.
   */
  abstract merge(oneId: string, otherId: string): Promise<string | undefined>;
}
