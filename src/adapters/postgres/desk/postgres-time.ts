import type pg from 'pg';

import { DatabaseTime } from '#app/ports/database-time.ts';

import { translated } from '../postgres-errors.ts';

export class PostgresTime extends DatabaseTime {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async nowMs(): Promise<number> {
    try {
      const { rows } = await this.pool.query<{ readonly now: Date }>('SELECT parley_now() AS now');
      return rows[0]?.now.getTime() ?? 0;
    } catch (failure) {
      throw translated(failure);
    }
  }
}
