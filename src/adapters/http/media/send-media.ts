import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Response } from 'express';

import type { OpenMedia } from '#app/media/read-media.ts';
import { disposition } from '#core/media/file-name.ts';

/** Whatever is in it: nothing runs, nothing is loaded, nothing knows where it is. */
const HARMLESS = "default-src 'none'; sandbox";

/**
 * Sends a file that somebody made whom nobody knows: as what it is or, where that is nothing that
 * may be shown, to be saved.
 *
 * @param cache how long browsers may keep it
 * @see https://cheatsheetseries.owasp.org/cheatsheets/File_Upload_Cheat_Sheet.html
 */
export async function sendMedia(
  response: Response,
  { type, name, size, range, bytes }: OpenMedia,
  cache: string,
): Promise<void> {
  response.set({
    'Accept-Ranges': 'bytes',
    'Cache-Control': cache,
    'Content-Disposition': disposition(type.inline, name),
    'Content-Security-Policy': HARMLESS,
    'Content-Type': type.served,
    'X-Content-Type-Options': 'nosniff',
  });
  if (range === 'none') {
    response
      .status(416)
      .set('Content-Range', `bytes */${String(size)}`)
      .end();
    return;
  }
  if (range !== undefined) {
    const piece = `${String(range.start)}-${String(range.end)}`;
    response.status(206).set('Content-Range', `bytes ${piece}/${String(size)}`);
  }
  const length = range === undefined ? size : range.end - range.start + 1;
  response.set('Content-Length', String(length));
  if (response.req.method === 'HEAD') {
    response.end();
    return;
  }
  // A reader who leaves ends it: there is nobody to be told.
  await pipeline(Readable.from(bytes), response).catch(() => response.destroy());
}
