import type pg from 'pg';

import { AttributeFetches, type ClaimedFetch } from '#app/ports/attribute-fetches.ts';
import type { IdentityKind } from '#core/conversation/identity.ts';

import { translated } from '../postgres-errors.ts';
import { rowsOf } from '../rows-of.ts';

const ANY_DUE = `
  SELECT EXISTS (SELECT FROM attribute_fetch WHERE due_at <= (SELECT parley_now())) AS is_due`;

/** Held by the time until which nobody else takes it: a process that ends gives it back by waiting. */
const CLAIM = `
  WITH next AS MATERIALIZED (
    SELECT f.conversation_id FROM attribute_fetch f
    WHERE f.due_at <= (SELECT parley_now())
    ORDER BY f.due_at LIMIT $1::int
    FOR UPDATE OF f SKIP LOCKED)
  UPDATE attribute_fetch f
  SET due_at = parley_now() + $2::int * interval '1 millisecond', attempt = f.attempt + 1
  FROM next JOIN conversation c ON c.id = next.conversation_id
  WHERE f.conversation_id = next.conversation_id
  RETURNING f.conversation_id, f.attributes, f.attempt, c.recipient_kind, c.recipient_value`;

/** Asked for again since, it counts from the start: its attempt is another. */
const SETTLE = `
  DELETE FROM attribute_fetch f
  USING unnest($1::uuid[], $2::int[]) AS d (conversation_id, attempt)
  WHERE f.conversation_id = d.conversation_id AND f.attempt = d.attempt`;

interface Row {
  readonly conversation_id: string;
  readonly attributes: readonly string[];
  readonly attempt: number;
  readonly recipient_kind: IdentityKind;
  readonly recipient_value: string;
}

export class PostgresAttributeFetches extends AttributeFetches {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async isAnyDue(): Promise<boolean> {
    const query = { name: 'any-fetch-due', text: ANY_DUE };
    const [row] = await rowsOf<{ readonly is_due: boolean }>(this.pool, query);
    return row?.is_due === true;
  }

  override async claim(limit: number, heldForMs: number): Promise<readonly ClaimedFetch[]> {
    const { rows } = await this.pool
      .query<Row>({ name: 'claim-fetches', text: CLAIM, values: [limit, heldForMs] })
      .catch((failure: unknown) => {
        throw translated(failure);
      });
    return rows.map((row) => ({
      conversationId: row.conversation_id,
      recipient: { kind: row.recipient_kind, value: row.recipient_value },
      attributes: row.attributes,
      attempt: row.attempt,
    }));
  }

  override async settle(done: readonly ClaimedFetch[]): Promise<void> {
    if (done.length === 0) return;
    const values = [
      done.map(({ conversationId }) => conversationId),
      done.map(({ attempt }) => attempt),
    ];
    await this.pool
      .query({ name: 'settle-fetches', text: SETTLE, values })
      .catch((failure: unknown) => {
        throw translated(failure);
      });
  }
}
