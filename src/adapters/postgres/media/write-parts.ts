import type pg from 'pg';

import type { MediaName } from '#app/ports/media-shelf.ts';

/** A row is this long at most: parts of a file are read without the rest. */
export const PART_BYTES = 256 * 1024;

const CLEAR = 'DELETE FROM media_part WHERE conversation_id = $1::uuid AND media_id = $2::uuid';
const WRITE = `
  INSERT INTO media_part (conversation_id, media_id, part, bytes)
  VALUES ($1::uuid, $2::uuid, $3::int, $4::bytea)`;

/** Writes a file, in place of what an attempt before this one may have left, within the caller's transaction. */
export async function writeParts(
  client: pg.ClientBase,
  { conversationId, id }: MediaName,
  bytes: Uint8Array,
): Promise<void> {
  await client.query(CLEAR, [conversationId, id]);
  for (let part = 0; part * PART_BYTES < bytes.byteLength; part += 1) {
    const piece = bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES);
    await client.query(WRITE, [conversationId, id, part, Buffer.from(piece)]);
  }
}
