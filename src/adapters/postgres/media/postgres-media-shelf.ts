import type pg from 'pg';

import {
  type BroughtFile,
  type MediaName,
  MediaShelf,
  type OutgoingMedia,
  type ShownMedia,
} from '#app/ports/media-shelf.ts';
import type { Scope } from '#core/access/scope.ts';
import type { ByteRange } from '#core/media/byte-range.ts';

import { scopeCondition } from '../conversation-views/scope-condition.ts';
import { inTransaction } from '../in-transaction.ts';
import { rowsOf } from '../rows-of.ts';
import { SHOWN_MEDIA, shownMedia, type ShownMediaRow } from './media-of-events.ts';
import { PART_BYTES, writeParts } from './write-parts.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const PIECE = `
  SELECT bytes FROM media_part
  WHERE conversation_id = $1::uuid AND media_id = $2::uuid AND part = $3::int`;

/** Only while there is somebody whose it is. */
const BRING = `
  INSERT INTO media (conversation_id, id, state, type, size, name, by, key, at)
  SELECT c.id, gen_random_uuid(), 'kept', $2, $3::int, $4, $5, $6::bytea, parley_now()
  FROM conversation c WHERE c.id = $1::uuid FOR KEY SHARE OF c
  RETURNING id`;

const OUT = `
  SELECT type, name, size, key, parley_now() AS now FROM media
  WHERE conversation_id = $1::uuid AND id = $2::uuid AND state = 'kept' AND key IS NOT NULL
    AND ($3::text IS NULL OR by = $3)`;

/** What is forgotten leads nowhere any more: the address opens the file to anybody. */
const FORGET = `
  UPDATE media SET state = 'forgotten', url = NULL, key = NULL, reason = NULL
  WHERE (conversation_id, id) IN (
    SELECT conversation_id, id FROM media
    WHERE state IN ('kept', 'failed') AND at < (SELECT parley_now()) - $1::int * interval '1 day'
    LIMIT $2::int FOR UPDATE SKIP LOCKED)
  RETURNING conversation_id, id`;
const FORGET_PARTS = `
  DELETE FROM media_part p
  USING unnest($1::uuid[], $2::uuid[]) AS gone (conversation_id, id)
  WHERE (p.conversation_id, p.media_id) = (gone.conversation_id, gone.id)`;

export class PostgresMediaShelf extends MediaShelf {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async find(
    { conversationId, id }: MediaName,
    scope: Scope,
  ): Promise<ShownMedia | undefined> {
    if (!UUID.test(conversationId) || !UUID.test(id)) return undefined;
    const seen = scopeCondition(scope, 'm.conversation_id', 3);
    const text = `SELECT ${SHOWN_MEDIA} FROM media m
      WHERE m.conversation_id = $1::uuid AND m.id = $2::uuid AND ${seen.sql}`;
    const values = [conversationId, id, ...seen.values];
    const [row] = await rowsOf<ShownMediaRow>(this.pool, { text, values });
    return row && shownMedia(row);
  }

  override bring(conversationId: string, file: BroughtFile): Promise<string> {
    const { bytes, type, name, by, key } = file;
    return inTransaction(this.pool, async (client) => {
      const values = [conversationId, type, bytes.byteLength, name, by, Buffer.from(key)];
      const { rows } = await client.query<{ readonly id: string }>(BRING, values);
      const id = rows[0]?.id ?? '';
      await writeParts(client, { conversationId, id }, bytes);
      return id;
    });
  }

  override brought(name: MediaName, by: string): Promise<OutgoingMedia | undefined> {
    return this.out(name, by);
  }

  override outgoing(name: MediaName): Promise<OutgoingMedia | undefined> {
    return this.out(name, null);
  }

  private async out(
    { conversationId, id }: MediaName,
    by: string | null,
  ): Promise<OutgoingMedia | undefined> {
    if (!UUID.test(conversationId) || !UUID.test(id)) return undefined;
    const [row] = await rowsOf<OutRow>(this.pool, { text: OUT, values: [conversationId, id, by] });
    if (row === undefined) return undefined;
    const { type, name, size, key, now } = row;
    return { type: type ?? '', name: name ?? '', size: size ?? 0, key, nowMs: now.getTime() };
  }

  /** A statement for each piece: no connection waits for whoever reads slowly. */
  override async *bytes(
    { conversationId, id }: MediaName,
    { start, end }: ByteRange,
  ): AsyncIterable<Uint8Array> {
    const [first, last] = [Math.floor(start / PART_BYTES), Math.floor(end / PART_BYTES)];
    for (let part = first; part <= last; part += 1) {
      const values = [conversationId, id, part];
      const query = { name: 'media-piece', text: PIECE, values };
      const [row] = await rowsOf<{ readonly bytes: Buffer }>(this.pool, query);
      if (row === undefined) return;
      const offset = part * PART_BYTES;
      yield row.bytes.subarray(Math.max(start - offset, 0), end - offset + 1);
    }
  }

  override async fetchAgain({ conversationId, id }: MediaName, scope: Scope): Promise<boolean> {
    if (!UUID.test(conversationId) || !UUID.test(id)) return false;
    const seen = scopeCondition(scope, 'm.conversation_id', 3);
    const text = `UPDATE media m SET state = 'pending', attempt = 0, due_at = parley_now()
      WHERE m.conversation_id = $1::uuid AND m.id = $2::uuid AND m.state = 'failed'
        AND m.url IS NOT NULL AND ${seen.sql}
      RETURNING m.id`;
    const values = [conversationId, id, ...seen.values];
    return (await rowsOf(this.pool, { text, values })).length > 0;
  }

  override forgetOlderThan(days: number, limit: number): Promise<number> {
    return inTransaction(this.pool, async (client) => {
      const { rows } = await client.query<MediaRow>(FORGET, [days, limit]);
      const names = [rows.map((row) => row.conversation_id), rows.map(({ id }) => id)];
      if (rows.length > 0) await client.query(FORGET_PARTS, names);
      return rows.length;
    });
  }
}

interface OutRow extends Pick<ShownMediaRow, 'type' | 'name' | 'size'> {
  readonly key: Buffer;
  readonly now: Date;
}

interface MediaRow {
  readonly conversation_id: string;
  readonly id: string;
}
