import type pg from 'pg';

import { type ClaimedMedia, type FetchedFile, MediaFetches } from '#app/ports/media-fetches.ts';
import type { FetchSettlement } from '#core/media/fetch-settlement.ts';

import { inTransaction } from '../in-transaction.ts';
import { rowsOf } from '../rows-of.ts';
import { followMessage } from './follow-message.ts';
import { writeParts } from './write-parts.ts';

/** Held by the time until which nobody else takes it: a process that ends gives it back by waiting. */
const CLAIM = `
  WITH next AS MATERIALIZED (
    SELECT m.conversation_id, m.id FROM media m
    WHERE m.state = 'pending' AND m.due_at <= (SELECT parley_now())
    ORDER BY m.due_at LIMIT $1::int
    FOR UPDATE OF m SKIP LOCKED)
  UPDATE media m
  SET due_at = parley_now() + $2::int * interval '1 millisecond', attempt = m.attempt + 1
  FROM next
  WHERE (m.conversation_id, m.id) = (next.conversation_id, next.id)
  RETURNING m.conversation_id, m.id, m.url, m.attempt`;

/** Asked for again since, or taken by another: its attempt is another. */
const OURS = `conversation_id = $1::uuid AND id = $2::uuid AND attempt = $3::int AND state = 'pending'`;

const KEEP = `
  UPDATE media SET state = 'kept', type = $4, size = $5, name = $6, reason = NULL WHERE ${OURS}`;

const SETTLE = `
  UPDATE media
  SET state = $4, reason = $5, due_at = parley_now() + $6::int * interval '1 millisecond'
  WHERE ${OURS}`;

interface Row {
  readonly conversation_id: string;
  readonly id: string;
  readonly url: string | null;
  readonly attempt: number;
}

export class PostgresMediaFetches extends MediaFetches {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async claim(limit: number, heldForMs: number): Promise<readonly ClaimedMedia[]> {
    const query = { name: 'claim-media', text: CLAIM, values: [limit, heldForMs] };
    const rows = await rowsOf<Row>(this.pool, query);
    return rows.map(({ conversation_id: conversationId, id, url, attempt }) => ({
      ...{ conversationId, id, url: url ?? '', attempt },
    }));
  }

  /** The row first: whoever erases the customer waits for us or leaves nothing to write to. */
  override async keep(claimed: ClaimedMedia, file: FetchedFile): Promise<boolean> {
    const { conversationId, id, attempt } = claimed;
    const { bytes, type, name } = file;
    return inTransaction(this.pool, async (client) => {
      const values = [conversationId, id, attempt, type, bytes.byteLength, name];
      const { rowCount } = await client.query(KEEP, values);
      if (rowCount !== 1) return false;
      await writeParts(client, claimed, bytes);
      await followMessage(client, claimed);
      return true;
    });
  }

  override async settle(claimed: ClaimedMedia, settlement: FetchSettlement): Promise<void> {
    const { conversationId, id, attempt } = claimed;
    const { state, reason, delayMs } = settlement;
    const values = [conversationId, id, attempt, state, reason, delayMs];
    await inTransaction(this.pool, async (client) => {
      const { rowCount } = await client.query(SETTLE, values);
      if (rowCount === 1 && state === 'failed') await followMessage(client, claimed);
    });
  }
}
