import type pg from 'pg';

import { type ChatwootLink, ChatwootLinks } from '#app/ports/chatwoot-links.ts';

import { translated } from '../postgres-errors.ts';

const LINK = 'SELECT conversation_id, seq, number FROM chatwoot_link';

interface LinkRow {
  readonly conversation_id: string;
  readonly seq: number;
  readonly number: number;
}

export class PostgresChatwootLinks extends ChatwootLinks {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override find(conversationId: string, handoff?: number): Promise<ChatwootLink | undefined> {
    return this.one(
      `${LINK} WHERE conversation_id = $1::uuid AND ($2::int IS NULL OR seq = $2)
       ORDER BY seq DESC LIMIT 1`,
      [conversationId, handoff ?? null],
    );
  }

  override byNumber(number: number): Promise<ChatwootLink | undefined> {
    return this.one(`${LINK} WHERE number = $1`, [number]);
  }

  override async add({ conversationId, handoff, number }: ChatwootLink): Promise<void> {
    await this.one(
      `INSERT INTO chatwoot_link (conversation_id, seq, number) VALUES ($1, $2, $3)
       ON CONFLICT (conversation_id, seq) DO NOTHING`,
      [conversationId, handoff, number],
    );
  }

  override async remove(number: number): Promise<void> {
    await this.one('DELETE FROM chatwoot_link WHERE number = $1', [number]);
  }

  private async one(sql: string, values: unknown[]): Promise<ChatwootLink | undefined> {
    const { rows } = await this.pool.query<LinkRow>(sql, values).catch((failure: unknown) => {
      throw translated(failure);
    });
    const [row] = rows;
    if (row === undefined) return undefined;
    return { conversationId: row.conversation_id, handoff: row.seq, number: row.number };
  }
}
