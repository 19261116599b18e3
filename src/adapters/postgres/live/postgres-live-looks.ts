import type pg from 'pg';

import { LiveLooks } from '#app/ports/live-looks.ts';

const SEQS = 'SELECT id, last_seq FROM conversation WHERE id = ANY ($1::uuid[])';

/** @param shown what a page shows of a wait; in one number, whose sum does not mind the order */
const digest = (shown: string): string =>
  `count(*) || ':' || sum(hashtextextended(concat_ws('|', ${shown}), 0)::numeric)`;
const OF_A_LINE = 'conversation_id, seq, state, rank, taken_by, offered_to, breached';
const QUEUES = `
  SELECT queue AS key, ${digest(OF_A_LINE)} AS digest FROM handoff WHERE ended_at IS NULL GROUP BY 1`;
const PEOPLE = `
  SELECT coalesce(taken_by, offered_to) AS key,
         ${digest(`${OF_A_LINE}, unread, sla_due_at`)} AS digest FROM handoff
  WHERE ended_at IS NULL AND coalesce(taken_by, offered_to) IS NOT NULL GROUP BY 1`;

export class PostgresLiveLooks extends LiveLooks {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async seqs(conversationIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (conversationIds.length === 0) return new Map();
    const { rows } = await this.pool.query<{ readonly id: string; readonly last_seq: number }>(
      SEQS,
      [conversationIds],
    );
    return new Map(rows.map(({ id, last_seq: seq }) => [id, seq]));
  }

  override queues(): Promise<ReadonlyMap<string, string>> {
    return this.digests(QUEUES);
  }

  override people(): Promise<ReadonlyMap<string, string>> {
    return this.digests(PEOPLE);
  }

  private async digests(sql: string): Promise<ReadonlyMap<string, string>> {
    const { rows } = await this.pool.query<{ readonly key: string; readonly digest: string }>(sql);
    return new Map(rows.map(({ key, digest }) => [key, digest]));
  }
}
