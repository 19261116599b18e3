import type pg from 'pg';

import { type DueTimer, DueTimers } from '#app/ports/due-timers.ts';

import { translated } from '../postgres-errors.ts';

/** The time is read once: a volatile function in the condition would be called for every timer. */
const DUE = `
  SELECT t.conversation_id, t.id, t.gen
  FROM timer t
  WHERE t.due_at <= (SELECT parley_now())
  ORDER BY t.due_at
  LIMIT $1`;

interface Row {
  readonly conversation_id: string;
  readonly id: string;
  readonly gen: number;
}

export class PostgresDueTimers extends DueTimers {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async due(limit: number): Promise<readonly DueTimer[]> {
    const { rows } = await this.pool
      .query<Row>({ name: 'due-timers', text: DUE, values: [limit] })
      .catch((failure: unknown) => {
        throw translated(failure);
      });
    return rows.map((row) => ({ conversationId: row.conversation_id, id: row.id, gen: row.gen }));
  }
}
