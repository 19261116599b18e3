import type pg from 'pg';

import {
  type ApiKey,
  ApiKeyStore,
  type NewApiKey,
  type Successor,
} from '#app/ports/api-key-store.ts';
import type { KnownCaller } from '#core/access/caller.ts';
import { isRole } from '#core/access/policy.ts';
import { SEEN_EVERY_MS } from '#core/access/session-times.ts';

import { translated } from '../postgres-errors.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const COUNTS = 'revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())';

const FIND = `
  WITH found AS (
    SELECT id, name, prefix, roles, queues, last_used_at FROM api_key
    WHERE hash = $1 AND ${COUNTS}),
  used AS (
    UPDATE api_key k SET last_used_at = now() FROM found
    WHERE k.id = found.id
      AND (k.last_used_at IS NULL OR k.last_used_at < now() - $2::float8 * interval '1 millisecond'))
  SELECT * FROM found`;

const ADD = `
  WITH made AS (
    INSERT INTO api_key (id, name, prefix, hash, roles, queues, expires_at, created_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING *),
  written AS (
    INSERT INTO audit (actor, action, subject, details)
    SELECT $8::text, 'api-key.add', id::text,
           json_build_object('name', name, 'prefix', prefix, 'roles', roles, 'queues', queues)
    FROM made)
  SELECT * FROM made`;

/** The old row is locked first, so that of two rotations each makes one successor of a key that counts. */
const ROTATE = `
  WITH old AS (
    UPDATE api_key
    SET expires_at = least(expires_at, now() + $5::float8 * interval '1 millisecond')
    WHERE id = $1::uuid AND ${COUNTS} RETURNING *),
  made AS (
    INSERT INTO api_key (id, name, prefix, hash, roles, queues, created_by, rotated_from)
    SELECT $2::uuid, name, $3, $4, roles, queues, $6, id FROM old RETURNING *),
  written AS (
    INSERT INTO audit (actor, action, subject, details)
    SELECT $6::text, 'api-key.rotate', rotated_from::text,
           json_build_object('to', id, 'prefix', prefix, 'overlap_ms', $5::float8)
    FROM made)
  SELECT * FROM made`;

const REVOKE = `
  WITH gone AS (
    UPDATE api_key SET revoked_at = now() WHERE id = $1::uuid AND ${COUNTS} RETURNING id, prefix)
  INSERT INTO audit (actor, action, subject, details)
  SELECT $2::text, 'api-key.revoke', id::text, json_build_object('prefix', prefix) FROM gone`;

interface KeyRow {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly roles: readonly string[];
  readonly queues: readonly string[];
  readonly created_by: string;
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly last_used_at: Date | null;
  readonly revoked_at: Date | null;
  readonly rotated_from: string | null;
}

export class PostgresApiKeyStore extends ApiKeyStore {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async list(page: {
    readonly before: string | undefined;
    readonly limit: number;
  }): Promise<readonly ApiKey[]> {
    const sql = `
      SELECT * FROM api_key WHERE $1::uuid IS NULL OR id < $1::uuid ORDER BY id DESC LIMIT $2`;
    const { rows } = await this.query<KeyRow>(sql, [page.before, page.limit]);
    return rows.map(keyOf);
  }

  override async add(key: NewApiKey, actor: string): Promise<ApiKey> {
    const { id, name, prefix, hash, roles, queues, expiresAt } = key;
    const values = [id, name, prefix, hash, roles, queues, expiresAt, actor];
    const { rows } = await this.query<KeyRow>(ADD, values);
    const [row] = rows;
    if (row === undefined) throw new Error('an insert that answers its row answered none');
    return keyOf(row);
  }

  override async find(hash: string): Promise<KnownCaller | undefined> {
    const { rows } = await this.query<KeyRow>(FIND, [hash, SEEN_EVERY_MS]);
    const [row] = rows;
    if (row === undefined) return undefined;
    return {
      ...{ kind: 'key' as const, id: row.id, name: row.name, actor: `key:${row.prefix}` },
      ...{ roles: row.roles.filter(isRole), queues: row.queues, mustChangePassword: false },
    };
  }

  override async rotate(
    id: string,
    { id: newId, prefix, hash }: Successor,
    overlapMs: number,
    actor: string,
  ): Promise<ApiKey | undefined> {
    if (!UUID.test(id)) return undefined;
    const { rows } = await this.query<KeyRow>(ROTATE, [id, newId, prefix, hash, overlapMs, actor]);
    return rows[0] && keyOf(rows[0]);
  }

  override async revoke(id: string, actor: string): Promise<boolean> {
    if (!UUID.test(id)) return false;
    const { rowCount } = await this.query(REVOKE, [id, actor]);
    return rowCount === 1;
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

function keyOf(row: KeyRow): ApiKey {
  return {
    ...{ id: row.id, name: row.name, prefix: row.prefix, queues: row.queues },
    roles: row.roles.filter(isRole),
    createdBy: row.created_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at ?? undefined,
    lastUsedAt: row.last_used_at ?? undefined,
    revokedAt: row.revoked_at ?? undefined,
    rotatedFrom: row.rotated_from ?? undefined,
  };
}
