import type pg from 'pg';

import { SignInCounter } from '#app/ports/sign-in-counter.ts';
import type { SignInLimit } from '#core/access/sign-in-limits.ts';

import { translated } from '../postgres-errors.ts';

/** Sorted, so that two tries lock their rows in one order; what is long over goes with the next try. */
const COUNT = `
  WITH over AS (
    DELETE FROM sign_in_count WHERE name IN (
      SELECT name FROM sign_in_count WHERE ends_at < now() - interval '1 day' LIMIT 200
      FOR UPDATE SKIP LOCKED)),
  asked AS (
    SELECT * FROM unnest($1::text[], $2::int[], $3::float8[]) AS a (name, most, window_ms)
    ORDER BY name),
  counted AS (
    INSERT INTO sign_in_count AS c (name, tries, ends_at)
    SELECT name, 1, now() + window_ms * interval '1 millisecond' FROM asked ORDER BY name
    ON CONFLICT (name) DO UPDATE
    SET tries = CASE WHEN c.ends_at < now() THEN 1 ELSE c.tries + 1 END,
        ends_at = CASE WHEN c.ends_at < now() THEN EXCLUDED.ends_at ELSE c.ends_at END
    RETURNING c.name, c.tries, c.ends_at)
  SELECT max(extract(epoch FROM counted.ends_at - now()))::float8 AS wait_seconds
  FROM counted JOIN asked USING (name) WHERE counted.tries > asked.most`;

export class PostgresSignInCounter extends SignInCounter {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async count(limits: readonly SignInLimit[]): Promise<number | undefined> {
    const values = [
      limits.map(({ name }) => name.replaceAll('\0', '')),
      limits.map(({ most }) => most),
      limits.map(({ windowMs }) => windowMs),
    ];
    const { rows } = await this.pool
      .query<{ readonly wait_seconds: number | null }>(COUNT, values)
      .catch(refuse);
    const waitSeconds = rows[0]?.wait_seconds ?? undefined;
    return waitSeconds === undefined ? undefined : Math.max(1, Math.ceil(waitSeconds));
  }

  override async forget(names: readonly string[]): Promise<void> {
    // Each once: of a hundred others behind the same address the count goes on.
    const sql = `
      UPDATE sign_in_count SET tries = greatest(tries - 1, 0)
      WHERE name = ANY ($1::text[])`;
    await this.pool.query(sql, [[...names].sort()]).catch(refuse);
  }
}

function refuse(failure: unknown): never {
  throw translated(failure);
}
