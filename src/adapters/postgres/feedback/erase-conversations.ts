import type pg from 'pg';

/** The conversations of these names, and those that were closed in their favour. */
const WHOSE = `
  WITH RECURSIVE theirs AS (
    SELECT i.conversation_id AS id FROM identity i
    JOIN unnest($1::text[], $2::text[]) AS asked (kind, value)
      ON i.channel = 'whatsapp' AND i.kind = asked.kind AND i.value = asked.value
    UNION
    SELECT c.id FROM conversation c JOIN theirs ON c.merged_into = theirs.id)
  SELECT id FROM theirs`;

/** Waits for whoever holds them: what they write goes, too. */
const LOCK = 'SELECT id FROM conversation WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE';

const NAMES = 'SELECT kind, value FROM identity WHERE conversation_id = ANY ($1::uuid[])';

/** Everything that is kept by conversation, replies first (DESIGN, section 5, rule 10). */
const BY_CONVERSATION = [
  ...['reply', 'delivery', 'write_back', 'call', 'timer', 'handoff', 'note', 'dedupe', 'event'],
  ...['attribute_fetch', 'said_line'],
  ...['media', 'media_part', 'block'],
  'reservation',
  ...['ai_question', 'ai_tool_call', 'ai_summary'],
  'chat',
  ...['webhook_notice', 'chatwoot_link'],
  'identity',
] as const;

const ELSEWHERE = [
  'DELETE FROM feedback WHERE braze_id = ANY ($1::text[])',
  `DELETE FROM quarantine WHERE headers->>'x-parley-user' = ANY ($1::text[])`,
];

const AUDIT = `
  INSERT INTO audit (actor, action, subject, details)
  VALUES ('braze', 'conversation.erased', $1, $2)`;

interface Erasure {
  /** Whom: kinds and values, side by side. */
  readonly kinds: readonly string[];
  readonly values: readonly string[];
  /** Braze's id of the event that asked for it. */
  readonly because: string;
}

/** Deletes, within the caller's transaction; answers the ids of what was deleted. */
export async function eraseConversations(
  client: pg.ClientBase,
  { kinds, values, because }: Erasure,
): Promise<readonly string[]> {
  const whose = await client.query<{ readonly id: string }>(WHOSE, [kinds, values]);
  if (whose.rows.length === 0) return [];

  const locked = await client.query<{ readonly id: string }>(LOCK, [
    whose.rows.map(({ id }) => id),
  ]);
  const ids = locked.rows.map(({ id }) => id);
  const names = await client.query<{ readonly value: string }>(NAMES, [ids]);
  for (const table of BY_CONVERSATION) {
    await client.query(`DELETE FROM ${table} WHERE conversation_id = ANY ($1::uuid[])`, [ids]);
  }
  await client.query('DELETE FROM conversation WHERE id = ANY ($1::uuid[])', [ids]);
  for (const statement of ELSEWHERE) {
    await client.query(statement, [[...values, ...names.rows.map(({ value }) => value)]]);
  }
  await client.query(AUDIT, [because, { conversations: ids }]);
  return ids;
}
