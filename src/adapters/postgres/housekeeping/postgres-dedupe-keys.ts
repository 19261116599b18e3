import type pg from 'pg';

import { DedupeKeys } from '#app/ports/dedupe-keys.ts';

import { translated } from '../postgres-errors.ts';

const FORGET = `
  DELETE FROM dedupe
  WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM dedupe
    WHERE at < (SELECT parley_now()) - $1::int * interval '1 hour' LIMIT $2))`;

export class PostgresDedupeKeys extends DedupeKeys {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async forgetOlderThan(ageHours: number, limit: number): Promise<number> {
    const result = await this.pool.query(FORGET, [ageHours, limit]).catch((failure: unknown) => {
      throw translated(failure);
    });
    return result.rowCount ?? 0;
  }
}
