import type { IncomingMessage } from 'node:http';

/** WhatsApp's texts end at 4,096 characters; nothing that a campaign renders comes near this. */
const MAX_BODY_BYTES = 64 * 1024;

/** So much is read and thrown away behind an answer, so that the caller can read the answer. */
const MAX_DISCARDED_BYTES = 2 * 1024 * 1024;
const DISCARD_MS = 2000;

export interface RequestBody {
  /** All of it, or its first 64 KiB, or whatever was asked for. */
  readonly bytes: Buffer;
  readonly isTooLarge: boolean;
}

/** The body as it came, no more of it than `maxBytes`; `undefined` where the caller broke off. */
export function readRequestBody(
  request: IncomingMessage,
  maxBytes = MAX_BODY_BYTES,
): Promise<RequestBody | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      if (size > maxBytes) return; // settled: what comes now is thrown away
      chunks.push(chunk);
      size += chunk.length;
      if (size <= maxBytes) return;
      request.pause();
      resolve({ bytes: Buffer.concat(chunks).subarray(0, maxBytes), isTooLarge: true });
    });
    request.on('end', () => {
      const [only] = chunks;
      const bytes = only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks);
      resolve({ bytes, isTooLarge: false });
    });
    // Both come after `end` too, and mean nothing then.
    request.on('error', () => {
      resolve(undefined);
    });
    request.on('close', () => {
      resolve(undefined);
    });
  });
}

/** Lets go of what was not read: a little of it is awaited, then the connection is cut. */
export function discardRest(request: IncomingMessage): void {
  if (request.readableEnded || request.destroyed) return;

  let size = 0;
  const cut = (): void => {
    request.destroy();
  };
  const patience = setTimeout(cut, DISCARD_MS).unref();
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_DISCARDED_BYTES) cut();
  });
  request.on('error', () => undefined);
  request.once('close', () => {
    clearTimeout(patience);
  });
  request.resume();
}
