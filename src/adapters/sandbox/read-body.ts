import type { IncomingMessage } from 'node:http';

/**
 * The request's body as text, or `undefined` where it is larger than `mostBytes`; then the rest is
 * read and thrown away, so that the client hears an answer.
 *
 * @throws whatever ended the connection early
 */
export function readBody(request: IncomingMessage, mostBytes: number): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    request.on('data', (chunk: Buffer) => {
      sizeBytes += chunk.length;
      if (sizeBytes <= mostBytes) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.on('end', () => {
      resolve(sizeBytes > mostBytes ? undefined : Buffer.concat(chunks).toString('utf8'));
    });
    request.on('error', reject);
    request.on('aborted', () => {
      reject(new Error('The client went away'));
    });
  });
}
