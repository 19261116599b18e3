import type pg from 'pg';

import { ProfileChanges } from '#app/ports/profile-changes.ts';
import type { Identity } from '#core/conversation/identity.ts';

import { mergeConversations } from '../identities/merge-conversations.ts';
import { callByStrongest } from '../identities/postgres-identity-directory.ts';
import { inTransaction } from '../in-transaction.ts';
import { eraseConversations } from './erase-conversations.ts';

const FIND = `
  SELECT DISTINCT i.conversation_id AS id FROM identity i
  JOIN unnest($1::text[], $2::text[]) AS asked (kind, value)
    ON i.channel = 'whatsapp' AND i.kind = asked.kind AND i.value = asked.value
  ORDER BY id`;
const LOCK = 'SELECT id FROM conversation WHERE id = $1 FOR NO KEY UPDATE';
const RENAME = `
  INSERT INTO identity (channel, kind, value, conversation_id) VALUES ('whatsapp', $1, $2, $3)
  ON CONFLICT DO NOTHING`;
const FORGET = `
  DELETE FROM identity i USING unnest($1::text[], $2::text[]) AS gone (kind, value)
  WHERE i.channel = 'whatsapp' AND i.kind = gone.kind AND i.value = gone.value`;

export class PostgresProfileChanges extends ProfileChanges {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  /** The orphan's names are nobody's from then on: Braze would send nothing to them. */
  override async merge(orphan: readonly Identity[], survivor: Identity): Promise<void> {
    await inTransaction(this.pool, async (client) => {
      const orphans = await conversationsOf(client, orphan);
      const [known] = await conversationsOf(client, [survivor]);
      for (const id of orphans) {
        const goesOn = await this.join(client, id, known ?? id);
        await client.query(RENAME, [survivor.kind, survivor.value, goesOn]);
        await client.query(FORGET, columnsOf(orphan));
        await callByStrongest(client, goesOn);
      }
    });
  }

  override async erase(names: readonly Identity[], because: string): Promise<number> {
    if (names.length === 0) return 0;
    const [kinds, values] = columnsOf(names);
    const erased = await inTransaction(this.pool, (client) =>
      eraseConversations(client, { kinds, values, because }),
    );
    return erased.length;
  }

  private async join(client: pg.ClientBase, orphan: string, survivor: string): Promise<string> {
    if (orphan !== survivor) {
      return (await mergeConversations(client, orphan, survivor)) ?? survivor;
    }
    await client.query(LOCK, [orphan]);
    return orphan;
  }
}

async function conversationsOf(
  client: pg.ClientBase,
  names: readonly Identity[],
): Promise<readonly string[]> {
  const { rows } = await client.query<{ readonly id: string }>(FIND, columnsOf(names));
  return rows.map(({ id }) => id);
}

function columnsOf(names: readonly Identity[]): [string[], string[]] {
  return [names.map(({ kind }) => kind), names.map(({ value }) => value)];
}
