import type pg from 'pg';

import { type Glimpse, Glimpses } from '#app/ports/glimpses.ts';

import { translated } from '../postgres-errors.ts';

/** A list shows no more than a line. */
const LONGEST = 120;

/** Backwards over the primary key: the last words are among the newest events. */
const GLIMPSES = `
  SELECT c.id, said.kind, said.at, left(said.payload->>'text', ${String(LONGEST)}) AS text,
         coalesce(json_array_length(said.payload->'media'), 0) AS media, named.name
  FROM unnest($1::uuid[]) AS c (id)
  CROSS JOIN LATERAL (
    SELECT kind, at, payload FROM event
    WHERE conversation_id = c.id AND kind IN ('message', 'agent-reply', 'agent-template', 'chat-started')
    ORDER BY seq DESC LIMIT 1) said
  LEFT JOIN LATERAL (
    SELECT payload->>'profileName' AS name FROM event
    WHERE conversation_id = c.id AND kind = 'message'
    ORDER BY seq DESC LIMIT 1) named ON true`;

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly at: Date;
  readonly text: string | null;
  readonly media: number;
  readonly name: string | null;
}

export class PostgresGlimpses extends Glimpses {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async of(conversationIds: readonly string[]): Promise<ReadonlyMap<string, Glimpse>> {
    if (conversationIds.length === 0) return new Map();
    try {
      const { rows } = await this.pool.query<Row>(GLIMPSES, [conversationIds]);
      return new Map(rows.map((row) => [row.id, glimpseOf(row)]));
    } catch (failure) {
      throw translated(failure);
    }
  }
}

function glimpseOf({ kind, at, text, media, name }: Row): Glimpse {
  return {
    name: name ?? undefined,
    text: text === null || text === '' ? (media > 0 ? '📎' : '') : text,
    by: kind === 'message' ? 'customer' : 'agent',
    at,
  };
}
