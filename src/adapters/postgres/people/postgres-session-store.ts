import type pg from 'pg';

import { type FoundSession, type NewSession, SessionStore } from '#app/ports/session-store.ts';
import { isRole } from '#core/access/policy.ts';
import { SEEN_EVERY_MS, SESSION_IDLE_MS, SESSION_LASTS_MS } from '#core/access/session-times.ts';

import { translated } from '../postgres-errors.ts';

/** Sessions that are over are removed with the next sign-in, so many at once. */
const SWEPT_AT_ONCE = 200;

const BEGIN = `
  WITH over AS (
    DELETE FROM session WHERE id IN (
      SELECT id FROM session WHERE expires_at < now() LIMIT ${String(SWEPT_AT_ONCE)})),
  written AS (
    INSERT INTO audit (actor, action, subject, details)
    VALUES ($4::text, 'session.begin', $3::text, json_build_object('way', $5::text)))
  INSERT INTO session (id, token_hash, person_id, expires_at)
  VALUES ($1::uuid, $2, $3::uuid, now() + $6::float8 * interval '1 millisecond')
  RETURNING expires_at`;

/** One statement a request; it writes once a minute. */
const FIND = `
  WITH found AS (
    SELECT s.id AS session_id, s.expires_at, s.seen_at, p.id, p.email, p.name, p.roles, p.queues,
           p.must_change_password
    FROM session s JOIN person p ON p.id = s.person_id
    WHERE s.token_hash = $1 AND s.expires_at > now()
      AND s.seen_at > now() - $2::float8 * interval '1 millisecond' AND p.disabled_at IS NULL),
  seen AS (
    UPDATE session s SET seen_at = now() FROM found
    WHERE s.id = found.session_id AND found.seen_at < now() - $3::float8 * interval '1 millisecond')
  SELECT * FROM found`;

const END = `
  WITH ended AS (DELETE FROM session WHERE id = $1::uuid RETURNING person_id)
  INSERT INTO audit (actor, action, subject, details)
  SELECT $2::text, 'session.end', person_id::text, '{}'::json FROM ended`;

interface FoundRow {
  readonly session_id: string;
  readonly expires_at: Date;
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly queues: readonly string[];
  readonly must_change_password: boolean;
}

export class PostgresSessionStore extends SessionStore {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async begin(
    { id, tokenHash, personId }: NewSession,
    actor: string,
    way: string,
  ): Promise<{ readonly expiresAt: Date }> {
    const values = [id, tokenHash, personId, actor, way, SESSION_LASTS_MS];
    const { rows } = await this.query<{ readonly expires_at: Date }>(BEGIN, values);
    return { expiresAt: rows[0]?.expires_at ?? new Date(0) };
  }

  override async find(tokenHash: string): Promise<FoundSession | undefined> {
    const values = [tokenHash, SESSION_IDLE_MS, SEEN_EVERY_MS];
    const { rows } = await this.query<FoundRow>(FIND, values);
    const [row] = rows;
    if (row === undefined) return undefined;
    return {
      id: row.session_id,
      expiresAt: row.expires_at,
      caller: {
        ...{ kind: 'person' as const, id: row.id, name: row.name, actor: row.email },
        ...{ roles: row.roles.filter(isRole), queues: row.queues },
        mustChangePassword: row.must_change_password,
      },
    };
  }

  override async end(id: string, actor: string): Promise<void> {
    await this.query(END, [id, actor]);
  }

  private query<Row extends pg.QueryResultRow>(
    text: string,
    values: unknown[],
  ): Promise<pg.QueryResult<Row>> {
    return this.pool.query<Row>(text, values).catch((failure: unknown) => {
      throw translated(failure);
    });
  }
}
