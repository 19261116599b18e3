import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';

import type { ChatwootFile } from '#app/ports/chatwoot-desk.ts';
import { fileName } from '#core/media/file-name.ts';
import { mediaTypeOf } from '#core/media/media-type.ts';

/** A form on its way: what is in it is read once. */
export interface Multipart {
  readonly type: string;
  /** Bytes. */
  readonly length: number;
  readonly body: Readable;
}

/**
 * A form of some fields and one file, which is never held in memory as a whole.
 *
 * @param fields names and values of ours
 * @see https://www.rfc-editor.org/rfc/rfc7578
 */
export function multipart(
  fields: Readonly<Record<string, string>>,
  name: string,
  file: ChatwootFile,
): Multipart {
  const boundary = `parley-${randomUUID()}`;
  const start = (disposition: string): string =>
    `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n`;
  const texts = Object.entries(fields).map(
    ([field, value]) => `${start(`name="${field}"`)}\r\n${value}\r\n`,
  );
  const called = start(`name="${name}"; filename="${fileName(file.name) ?? 'file'}"`);
  const head = Buffer.from(
    `${texts.join('')}${called}Content-Type: ${mediaTypeOf(file.type).served}\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    length: head.byteLength + file.size + tail.byteLength,
    body: Readable.from(inOrder(head, file.bytes, tail), { objectMode: false }),
  };
}

async function* inOrder(
  head: Uint8Array,
  bytes: AsyncIterable<Uint8Array>,
  tail: Uint8Array,
): AsyncIterable<Uint8Array> {
  yield head;
  yield* bytes;
  yield tail;
}
