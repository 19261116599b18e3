import type pg from 'pg';

import { IdentityDirectory, type Newborn } from '#app/ports/identity-directory.ts';
import {
  type Identity,
  identityKey,
  type IdentityKind,
  strongestFirst,
} from '#core/conversation/identity.ts';
import type { KnownConversation, KnownIdentity } from '#core/conversation/match-identities.ts';

import { inTransaction } from '../in-transaction.ts';
import { translated } from '../postgres-errors.ts';
import { mergeConversations } from './merge-conversations.ts';

const CHANNEL = 'whatsapp';

const FIND = `
  SELECT i.kind, i.value, i.conversation_id, c.recipient_kind, c.recipient_value,
         (extract(epoch FROM c.created_at) * 1000)::float8 AS created_at_ms
  FROM unnest($2::text[], $3::text[]) AS asked (kind, value)
  JOIN identity i ON i.channel = $1 AND i.kind = asked.kind AND i.value = asked.value
  JOIN conversation c ON c.id = i.conversation_id`;

/** Sorted, so that two that bear the same customers do not wait for each other in a ring (rule 1). */
const BEAR = `
  WITH born AS (
    INSERT INTO identity (channel, kind, value, conversation_id)
    SELECT $1, u.kind, u.value, u.id
    FROM unnest($2::uuid[], $3::text[], $4::text[]) AS u (id, kind, value)
    ORDER BY u.kind, u.value
    ON CONFLICT DO NOTHING
    RETURNING kind, value, conversation_id)
  INSERT INTO conversation (id, channel, recipient_kind, recipient_value)
  SELECT conversation_id, $1, kind, value FROM born
  RETURNING id`;

const ADD = `
  INSERT INTO identity (channel, kind, value, conversation_id)
  SELECT $1, u.kind, u.value, u.id
  FROM unnest($2::uuid[], $3::text[], $4::text[]) AS u (id, kind, value)
  ORDER BY u.kind, u.value
  ON CONFLICT DO NOTHING`;

const LOCK = 'SELECT id FROM conversation WHERE id = $1 FOR NO KEY UPDATE';
const NAMES = 'SELECT kind, value FROM identity WHERE conversation_id = $1';
const CALL_BY = 'UPDATE conversation SET recipient_kind = $2, recipient_value = $3 WHERE id = $1';

interface FoundRow {
  readonly kind: IdentityKind;
  readonly value: string;
  readonly conversation_id: string;
  readonly recipient_kind: IdentityKind;
  readonly recipient_value: string;
  readonly created_at_ms: number;
}

export class PostgresIdentityDirectory extends IdentityDirectory {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async find(identities: readonly Identity[]): Promise<{
    readonly known: readonly KnownIdentity[];
    readonly conversations: readonly KnownConversation[];
  }> {
    const values = [CHANNEL, ...columnsOf(identities)];
    const { rows } = await this.pool
      .query<FoundRow>({ name: 'find-identities', text: FIND, values })
      .catch(refuse);
    const conversations = new Map(rows.map((row) => [row.conversation_id, conversationOf(row)]));
    return { known: rows.map(knownOf), conversations: [...conversations.values()] };
  }

  override async bear(newborns: readonly Newborn[]): Promise<void> {
    const named = newborns.flatMap(({ id, identities }) =>
      identities.map((name, place) => ({ id, name, isStrongest: place === 0 })),
    );
    const strongest = named.filter(({ isStrongest }) => isStrongest);
    await inTransaction(this.pool, async (client) => {
      const born = await client.query<{ readonly id: string }>(BEAR, newbornColumns(strongest));
      // Where someone else was first, the weaker names are theirs to give, too.
      const ours = new Set(born.rows.map(({ id }) => id));
      const weaker = named.filter(({ id, isStrongest }) => !isStrongest && ours.has(id));
      if (weaker.length > 0) await client.query(ADD, newbornColumns(weaker));
    });
  }

  override async add(conversationId: string, identities: readonly Identity[]): Promise<void> {
    await inTransaction(this.pool, async (client) => {
      await client.query(LOCK, [conversationId]);
      const named = identities.map((name) => ({ id: conversationId, name }));
      await client.query(ADD, newbornColumns(named));
      await callByStrongest(client, conversationId);
    });
  }

  override merge(oneId: string, otherId: string): Promise<string | undefined> {
    return inTransaction(this.pool, async (client) => {
      const olderId = await mergeConversations(client, oneId, otherId);
      if (olderId === undefined) return undefined;
      await callByStrongest(client, olderId);
      return olderId === oneId ? otherId : oneId;
    });
  }
}

/** Replies go to the strongest of a conversation's names. */
export async function callByStrongest(
  client: pg.ClientBase,
  conversationId: string,
): Promise<void> {
  const { rows } = await client.query<Identity>(NAMES, [conversationId]);
  const [strongest] = strongestFirst(rows);
  if (strongest !== undefined) {
    await client.query(CALL_BY, [conversationId, strongest.kind, strongest.value]);
  }
}

function columnsOf(identities: readonly Identity[]): [IdentityKind[], string[]] {
  const unique = new Map(identities.map((name) => [identityKey(name), name]));
  const names = [...unique.values()];
  return [names.map(({ kind }) => kind), names.map(({ value }) => value)];
}

function newbornColumns(named: readonly { readonly id: string; readonly name: Identity }[]) {
  return [
    CHANNEL,
    named.map(({ id }) => id),
    named.map(({ name }) => name.kind),
    named.map(({ name }) => name.value),
  ];
}

function knownOf({ kind, value, conversation_id: conversationId }: FoundRow): KnownIdentity {
  return { kind, value, conversationId };
}

function conversationOf(row: FoundRow): KnownConversation {
  return {
    id: row.conversation_id,
    recipient: { kind: row.recipient_kind, value: row.recipient_value },
    createdAtMs: row.created_at_ms,
  };
}

function refuse(failure: unknown): never {
  throw translated(failure);
}
