import { IdentityDirectory, type Newborn } from '#app/ports/identity-directory.ts';
import { type Identity, identityKey, strongestFirst } from '#core/conversation/identity.ts';
import type { KnownConversation, KnownIdentity } from '#core/conversation/match-identities.ts';

/** A directory in memory that keeps the port's promises. */
export class FakeIdentityDirectory extends IdentityDirectory {
  readonly names = new Map<string, KnownIdentity>();
  readonly merged: (readonly [string, string])[] = [];
  /** How often it was asked. */
  asked = 0;

  override find(identities: readonly Identity[]): Promise<{
    readonly known: readonly KnownIdentity[];
    readonly conversations: readonly KnownConversation[];
  }> {
    this.asked += 1;
    const known = identities.flatMap((name) => this.names.get(identityKey(name)) ?? []);
    const ids = new Set(known.map(({ conversationId }) => conversationId));
    return Promise.resolve({ known, conversations: [...ids].map((id) => this.conversation(id)) });
  }

  override bear(newborns: readonly Newborn[]): Promise<void> {
    for (const { id, identities } of newborns) {
      const [strongest] = identities;
      if (strongest === undefined || this.names.has(identityKey(strongest))) continue;
      this.keep(id, identities);
    }
    return Promise.resolve();
  }

  override add(conversationId: string, identities: readonly Identity[]): Promise<void> {
    this.keep(conversationId, identities);
    return Promise.resolve();
  }

  override merge(oneId: string, otherId: string): Promise<string | undefined> {
    this.merged.push([oneId, otherId]);
    for (const [key, name] of this.names) {
      if (name.conversationId === otherId) this.names.set(key, { ...name, conversationId: oneId });
    }
    return Promise.resolve(otherId);
  }

  private keep(conversationId: string, identities: readonly Identity[]): void {
    for (const name of identities) {
      const key = identityKey(name);
      if (!this.names.has(key)) this.names.set(key, { ...name, conversationId });
    }
  }

  private conversation(id: string): KnownConversation {
    const own = [...this.names.values()].filter(({ conversationId }) => conversationId === id);
    const [recipient] = strongestFirst(own);
    if (recipient === undefined) throw new Error(`No conversation ${id}`);
    return { id, recipient: { kind: recipient.kind, value: recipient.value }, createdAtMs: 0 };
  }
}
