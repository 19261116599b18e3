import { type Identity, IDENTITY_KINDS, identityKey, strongestFirst } from './identity.ts';

/** A name and the conversation that it is known to belong to. */
export interface KnownIdentity extends Identity {
  readonly conversationId: string;
}

/** A conversation's strongest name, and when it began. */
export interface KnownConversation {
  readonly id: string;
  readonly recipient: Identity;
  readonly createdAtMs: number;
}

/** Whose message it is: somebody new, or somebody known, perhaps by more names than before. */
export type Match =
  | { readonly kind: 'new' }
  | {
      readonly kind: 'known';
      readonly conversationId: string;
      /** Names that were not known yet. */
      readonly added: readonly Identity[];
      /** Another conversation that turns out to be the same person's. */
      readonly sameAs: string | undefined;
    };

/**
 * Finds the conversation that these names belong to.
 *
 * The strongest known name decides. A weaker one does not count where the conversation it leads
 * to has another name of a kind that was given: a phone number passes from one person to another,
 * an external id does not.
 *
 * @param asked names in one trusted payload, at least one
 * @param known those of them that are known already
 */
export function matchIdentities(
  asked: readonly Identity[],
  known: readonly KnownIdentity[],
  conversations: readonly KnownConversation[],
): Match {
  const owners = new Map(known.map((name) => [identityKey(name), name.conversationId]));
  const recipients = new Map(conversations.map(({ id, recipient }) => [id, recipient]));
  const fitting = strongestFirst(asked).flatMap((name) => {
    const id = owners.get(identityKey(name));
    const recipient = id === undefined ? undefined : recipients.get(id);
    const fits = recipient !== undefined && !contradicts(name, asked, recipient);
    return id !== undefined && fits ? [{ name, id }] : [];
  });

  const home = fitting[0];
  if (home === undefined) return { kind: 'new' };
  const other = fitting.find(({ name, id }) => id !== home.id && name.kind !== 'phone');
  return {
    kind: 'known',
    conversationId: home.id,
    added: asked.filter((name) => !owners.has(identityKey(name))),
    sameAs: other?.id,
  };
}

/** Whether `name` leads to somebody whose stronger name differs from the one that was given. */
function contradicts(name: Identity, asked: readonly Identity[], recipient: Identity): boolean {
  if (!isStronger(recipient, name)) return false;

  const sameKind = asked.filter(({ kind }) => kind === recipient.kind);
  return sameKind.length > 0 && sameKind.every(({ value }) => value !== recipient.value);
}

/** Whether `a` names a person more lastingly than `b`. */
function isStronger(a: Identity, b: Identity): boolean {
  return IDENTITY_KINDS.indexOf(a.kind) < IDENTITY_KINDS.indexOf(b.kind);
}
