import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { RequestTarget } from '../request-target.ts';

export const MEDIA_PREFIX = '/sandbox/media';

const MEBIBYTE = 1024 * 1024;
/** WhatsApp's largest but for documents. */
const LARGEST_BYTES = 16 * MEBIBYTE;
const FILES_KEPT = 20;

const TYPES: Readonly<Record<string, string>> = {
  ...{ png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', webp: 'image/webp' },
  ...{ ogg: 'audio/ogg', mp3: 'audio/mpeg', mp4: 'video/mp4', pdf: 'application/pdf' },
};

/**
 * What customers send from the phone, under addresses as Braze has them for seven days.
 *
 * `POST /sandbox/media/NAME` takes a file, `GET` of the address that it answers gives it.
 */
export class PhoneMedia {
  private readonly files = new Map<string, Buffer>();

  /** Never rejects. */
  async serve(
    request: IncomingMessage,
    response: ServerResponse,
    { path }: RequestTarget,
  ): Promise<void> {
    try {
      const [first = '', second = ''] = path.slice(MEDIA_PREFIX.length + 1).split('/');
      if (request.method === 'POST') await this.take(request, response, first);
      else this.give(response, first, second);
    } catch {
      response.destroy();
    }
  }

  /** A page of another site cannot send this type without being asked first, and is not. */
  private async take(
    request: IncomingMessage,
    response: ServerResponse,
    name: string,
  ): Promise<void> {
    const isOurs = request.headers['content-type'] === 'application/octet-stream';
    const bytes = isOurs ? await bytesOf(request) : undefined;
    if (bytes === undefined) {
      const message = 'Send a file of 16 MB at most, as application/octet-stream';
      json(response, 400, { message });
      return;
    }
    const id = randomUUID();
    this.files.set(id, bytes);
    const [oldest] = this.files.keys();
    if (this.files.size > FILES_KEPT && oldest !== undefined) this.files.delete(oldest);
    const origin = `http://127.0.0.1:${String(request.socket.localPort)}`;
    json(response, 201, { url: `${origin}${MEDIA_PREFIX}/${id}/${name}` });
  }

  private give(response: ServerResponse, id: string, name: string): void {
    const bytes = this.files.get(id);
    if (bytes === undefined) {
      json(response, 404, { message: 'There is no such file' });
      return;
    }
    const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
    response.writeHead(200, {
      'content-type': TYPES[ending] ?? 'application/octet-stream',
      'content-length': bytes.byteLength,
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    });
    response.end(bytes);
  }
}

/** `undefined` where it is too long. */
async function bytesOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request) {
    size += (piece as Buffer).byteLength;
    if (size <= LARGEST_BYTES) pieces.push(piece as Buffer);
  }
  return size > LARGEST_BYTES ? undefined : Buffer.concat(pieces);
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
